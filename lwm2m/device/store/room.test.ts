import assert from "node:assert/strict";
import { test } from "node:test";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { constant } from "../values/behavior.js";
import { exampleStore, published } from "../testing/exampleStore.js";
import { roomProblem } from "./room.js";

test("a device has room for so many bytes and no more", () => {
  const store = exampleStore(new SimulatedClock(), [published(19)]);
  const data = store.resource({ objectId: 19, objectInstanceId: 0, resourceId: 0 });
  assert.equal(roomProblem(store, [], 4_000_000), undefined);
  for (let id = 0; id < 8; id++)
    data?.behaviors.set(id, constant({ type: "Opaque", value: new Uint8Array(4_000_000) }));
  assert.match(roomProblem(store, [], 4_000_000) ?? "", /has room for/u);
  assert.equal(roomProblem(store, [], 100), undefined);
});
