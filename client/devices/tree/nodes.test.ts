import assert from "node:assert/strict";
import { test } from "node:test";
import { withDevice, withTree, withTreeProblem } from "../state/changes.js";
import { initialState, type DevicesState } from "../state/deviceState.js";
import { sampleSummary, sampleTree } from "../../../engine/client/testing/sampleDevice.js";
import { sampleState } from "../testing/sampleState.js";
import { childNodes, nodeId, operationPath, parentNode, rootNodes, type DeviceNode } from "./nodes.js";

const device: DeviceNode = { kind: "device", deviceId: "d1" };

/** The nodes below one as `kind path`, all the way down, indented. */
function outline(state: DevicesState, node: DeviceNode, indent = ""): readonly string[] {
  return childNodes(state, node).flatMap((child) => [
    `${indent}${child.kind} ${"path" in child ? child.path : ""}`,
    ...outline(state, child, `${indent}  `),
  ]);
}

test("a device has objects, instances, resources and plain resources; a single object has its resources directly", () => {
  assert.deepEqual(outline(sampleState(), device), [
    "object /3",
    "  resource /3/0/0",
    "  resource /3/0/4",
    "  resource /3/0/7",
    "    resource instance /3/0/7/0",
    "    resource instance /3/0/7/1",
    "  resource /3/0/14",
    "object /3303",
    "  instance /3303/0",
    "    resource /3303/0/5700",
    "  instance /3303/1",
    "object /42800",
    "  instance /42800/0",
    "    resource /42800/0/1",
    "plain /time",
  ]);
});

test("every node is the child of its parent", () => {
  const state = sampleState();
  const check = (node: DeviceNode): void => {
    for (const child of childNodes(state, node)) {
      assert.deepEqual(parentNode(state, child), node, nodeId(child));
      check(child);
    }
  };
  check(device);
});

test("each place has an id of its own, the same whenever it is drawn", () => {
  const state = sampleState();
  const ids = (node: DeviceNode): readonly string[] => [
    nodeId(node),
    ...childNodes(state, node).flatMap((child) => ids(child)),
  ];
  assert.equal(new Set(ids(device)).size, ids(device).length);
  assert.deepEqual(ids(device), ids({ ...device }));
});

test("a single object that has two instances all the same shows both", () => {
  const [single, ...others] = sampleTree.objects;
  const [instance] = single?.instances ?? [];
  assert.ok(single && instance);
  const second = { ...instance, path: "/3/1", objectInstanceId: 1, resources: [] };
  const objects = [{ ...single, instances: [{ ...instance, resources: [] }, second] }, ...others];
  const state = withTree(sampleState(), { ...sampleTree, objects });
  assert.deepEqual(outline(state, { kind: "object", deviceId: "d1", path: "/3" }), ["instance /3/0", "instance /3/1"]);
});

test("simulated devices are shown until they are devices", () => {
  const simulator = { id: "s1", endpoint: "thermostat-1", objects: [], security: "psk" } as const;
  const connecting = { ...initialState, simulators: [{ ...simulator, state: { kind: "connecting" } as const }] };
  assert.deepEqual(rootNodes(connecting), [{ kind: "simulator", simulatorId: "s1" }]);
  assert.deepEqual(rootNodes(withDevice(connecting, sampleSummary)), [device]);
});

test("a device whose tree is missing or empty says so", () => {
  const known = withDevice(initialState, sampleSummary);
  const texts = (state: DevicesState): readonly string[] =>
    childNodes(state, device).map((node) => (node.kind === "note" ? node.text : node.kind));
  assert.deepEqual(texts(known), []);
  assert.deepEqual(texts(withTreeProblem(known, "d1", "It is asleep.")), ["It is asleep."]);
  assert.deepEqual(texts(withTree(known, { deviceId: "d1", objects: [], plainResources: [] })), [
    "It has not named any object or resource.",
  ]);
});

test("operations on an object with its only instance are for the instance", () => {
  const at = (path: string): string => operationPath(sampleState(), { kind: "object", deviceId: "d1", path });
  assert.deepEqual([at("/3"), at("/3303"), at("/42800"), at("/9")], ["/3/0", "/3303", "/42800", "/9"]);
});
