import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, listed } from "./words.js";

test("one thing is not several", () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => counted(count, "file")),
    ["0 files", "1 file", "2 files"],
  );
});

test("the last word of a list has a conjunction before it", () => {
  assert.deepEqual(
    [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])],
    ["", "a", "a and b", "a, b and c"],
  );
  assert.equal(listed(["a", "b"], "or"), "a or b");
});
