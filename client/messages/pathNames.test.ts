import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeviceTree } from "../../engine/protocol/devices.js";
import { newDevice } from "../devices/state/deviceState.js";
import { facts, resource, sampleSummary } from "../../engine/client/testing/sampleDevice.js";
import { namesIn } from "./pathNames.js";

const pressure = facts({ name: "Pressure", units: "Pa" });

const tree: DeviceTree = {
  deviceId: "d1",
  objects: [
    {
      path: "/3323",
      objectId: 3323,
      version: "1.0",
      definition: { name: "Pump", version: "1.0", urn: "urn:oma:lwm2m:ext:3323", isMultiple: true },
      instances: [
        {
          path: "/3323/0",
          objectInstanceId: 0,
          isObserved: false,
          isExplored: true,
          resources: [resource("/3323/0/5", { definition: pressure })],
        },
      ],
    },
  ],
  plainResources: [],
};

const namesOf = namesIn((id) => (id === "d1" ? { ...newDevice(sampleSummary), tree } : undefined));

test("a path has the name and the unit of its definition, also in an instance that the tree does not have", () => {
  assert.deepEqual(namesOf("d1", "/3323/0/5"), { name: "Pressure", units: "Pa" });
  assert.deepEqual(namesOf("d1", "/3323/8/5"), { name: "Pressure", units: "Pa" });
  assert.deepEqual(namesOf("d1", "/3323/0/5/2"), { name: "Pressure 2", units: "Pa" });
  assert.deepEqual(namesOf("d1", "/3323/0"), { name: "Pump", units: "" });
});

test("what no definition says has no name", () => {
  for (const path of ["/3323/0/6", "/4/0/1", "/rd", "/"]) assert.equal(namesOf("d1", path), undefined);
  assert.equal(namesOf("d2", "/3323/0/5"), undefined);
  assert.equal(namesOf(undefined, "/3323/0/5"), undefined);
});
