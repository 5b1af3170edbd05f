import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeviceTree } from "../../engine/protocol/devices.js";
import { definitionTarget } from "./definitionTarget.js";

const uri = "file:///project/10999.xml";

const tree: DeviceTree = {
  deviceId: "d1",
  objects: [
    {
      path: "/10999",
      objectId: 10999,
      version: "1.2",
      definition: { name: "Tank", version: "1.1", urn: "urn:oma:lwm2m:x:10999:1.1", isMultiple: true, uri },
      instances: [],
    },
    { path: "/3", objectId: 3, version: "1.0", instances: [] },
  ],
  plainResources: [],
};

const target = (argument: unknown) => definitionTarget(argument, (id) => (id === "d1" ? tree : undefined));

test("a place in a device asks for the definition that the device is decoded with", () => {
  assert.deepEqual(target({ kind: "resource", deviceId: "d1", path: "/10999/0/7" }), {
    objectId: 10999,
    version: "1.1",
    resourceId: 7,
    uri,
  });
  assert.deepEqual(target({ deviceId: "d1", path: "/3" }), { objectId: 3, version: "1.0" });
  assert.deepEqual(target({ deviceId: "d1", path: "/4/0/1/2" }), { objectId: 4, resourceId: 1 });
});

test("a query, a path and an object ID ask for what they say", () => {
  const query = { objectId: 3303, version: "1.1", resourceId: 5700, uri };
  assert.deepEqual(target(query), query);
  assert.deepEqual(target({ objectId: 3303, version: 1.1 }), { objectId: 3303 });
  assert.deepEqual(target("/3303/0/5700"), { objectId: 3303, resourceId: 5700 });
  assert.deepEqual(target(" 3303 "), { objectId: 3303 });
});

test("anything else asks for nothing", () => {
  for (const nothing of [
    undefined,
    null,
    "",
    "/",
    "/rd",
    {},
    { deviceId: "d1" },
    { path: "/rd" },
    { objectId: "3" },
    3,
  ]) {
    assert.equal(target(nothing), undefined);
  }
});
