import assert from "node:assert/strict";
import { test } from "node:test";
import { LineMap } from "./lineMap.js";

test("lines and columns start at 1, for every kind of line end", () => {
  const lines = new LineMap("a\nb\r\nc\rd");
  const places = Array.from({ length: lines.text.length }, (_, offset) => lines.place(offset));
  assert.deepEqual(
    places.map(({ line, column }) => `${line}:${column}`),
    ["1:1", "1:2", "2:1", "2:2", "2:3", "3:1", "3:2", "4:1"],
  );
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((line) => lines.line(line)),
    ["a", "b", "c", "d", ""],
  );
  assert.deepEqual(lines.place(8), { line: 4, column: 2 });
});

test("a byte order mark takes no column", () => {
  const lines = new LineMap("\uFEFFab");
  assert.deepEqual(lines.place(0), { line: 1, column: 1 });
  assert.deepEqual(lines.place(1), { line: 1, column: 1 });
  assert.deepEqual(lines.place(2), { line: 1, column: 2 });
  assert.equal(lines.line(1), "ab");
});
