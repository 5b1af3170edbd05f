import assert from "node:assert/strict";
import { test } from "node:test";
import { Held } from "./held.js";

test("what is held is bounded by number and by bytes, and comes out in order", () => {
  const held = new Held<string>({ heldRecords: 3, heldBytes: 10 }, (text) => text.length);
  for (const text of ["12345", "123456", "abc", "x", "y"]) held.hold(text);
  assert.equal(held.take(), "12345");
  held.hold("123456");
  assert.deepEqual(held.release(), ["abc", "x", "123456"]);
  assert.deepEqual(held.release(), []);
  held.hold("0123456789");
  assert.deepEqual(held.release(), ["0123456789"]);
});
