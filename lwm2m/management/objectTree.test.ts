import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf } from "../data/path.js";
import { KnownValues } from "./knownValues.js";
import { ObjectTree } from "./objectTree.js";
import type { KnownValue } from "./results.js";

test("a new list keeps what is known of instances that stay", () => {
  const tree = new ObjectTree(100);
  assert.equal(tree.replace([{ objectId: 3303, instances: [0, 1] }]), true);
  assert.equal(tree.replace([{ objectId: 3303, instances: [0, 1] }]), false);
  tree.add([pathOf(3303, 0, 5700), pathOf(3303, 1, 5700)]);
  tree.explore(pathOf(3303, 0));
  assert.equal(tree.replace([{ objectId: 3303, version: "1.1", instances: [0, 2] }]), true);
  assert.deepEqual(tree.resourcesOf(3303, 0), [5700]);
  assert.equal(tree.isExplored(pathOf(3303, 0)), true);
  assert.deepEqual(tree.resourcesOf(3303, 1), []);
  assert.equal(tree.isExplored(pathOf(3303, 2)), false);
});

test("exploring an object explores its instances", () => {
  const tree = new ObjectTree(100);
  tree.add([pathOf(3303, 0, 5700), pathOf(3303, 1, 5700)]);
  assert.equal(tree.explore(pathOf(3303)), true);
  assert.equal(tree.explore(pathOf(3303)), false);
  assert.equal(tree.isExplored(pathOf(3303, 1)), true);
});

test("a tree is full at its limit, and has room again after a removal", () => {
  const tree = new ObjectTree(3);
  tree.add([pathOf(1, 0, 0), pathOf(1, 1, 0), pathOf(2)]);
  assert.deepEqual(tree.objects, [{ objectId: 1, instances: [0] }]);
  assert.equal(tree.remove(1, 0), true);
  assert.equal(tree.remove(1, 0), false);
  assert.equal(tree.add([pathOf(2)]), true);
  assert.equal(tree.freeInstance(1), 0);
});

function value(path: string, text: string, time?: number): KnownValue {
  return { path, value: { type: "String", value: text }, receivedAt: 1, ...(time === undefined ? {} : { time }) };
}

test("values that came longest ago go first, by number and by bytes", () => {
  const known = new KnownValues(2);
  known.set([value("/1/0/0", "a"), value("/1/0/1", "b"), value("/1/0/0", "c"), value("/1/0/2", "d")]);
  assert.deepEqual([...known.values.keys()], ["/1/0/0", "/1/0/2"]);
  const heavy = new KnownValues(100);
  for (let id = 0; id < 20; id++) heavy.set([value(`/1/0/${id}`, "x".repeat(1_000_000))]);
  assert.ok(heavy.values.size <= 2);
});

test("an older measurement does not replace a newer one", () => {
  const known = new KnownValues(10);
  known.set([value("/1/0/0", "new", 2000), value("/1/0/0", "old", 1000)]);
  assert.equal(known.values.get("/1/0/0")?.value.value, "new");
  known.set([value("/1/0/0", "without time")]);
  assert.equal(known.values.get("/1/0/0")?.value.value, "without time");
});

test("values below a path are forgotten with it, and its neighbors stay", () => {
  const known = new KnownValues(10);
  known.set([value("/1/0/0", "a"), value("/1/0/0/1", "b"), value("/1/01", "c"), value("/1/0", "d")]);
  known.remove("/1/0");
  assert.deepEqual([...known.values.keys()], ["/1/01"]);
});
