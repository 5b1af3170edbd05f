import assert from "node:assert/strict";
import { test } from "node:test";
import { BoundedMap } from "./boundedMap.js";

test("the entry that was set or touched longest ago makes room", () => {
  const evicted: string[] = [];
  const map = new BoundedMap<string, number>(2, (value, key) => evicted.push(`${key}${value}`));
  map.set("a", 1);
  map.set("b", 2);
  assert.equal(map.touch("a"), 1);
  map.set("c", 3);
  assert.deepEqual(evicted, ["b2"]);
  map.set("a", 4);
  map.set("d", 5);
  assert.deepEqual(evicted, ["b2", "c3"]);
  assert.deepEqual(map.values(), [4, 5]);
  assert.equal(map.touch("b"), undefined);
  assert.ok(map.delete("a"));
  assert.equal(map.size, 1);
});

test("a map without room keeps nothing", () => {
  const map = new BoundedMap<string, number>(0);
  map.set("a", 1);
  assert.equal(map.size, 0);
});
