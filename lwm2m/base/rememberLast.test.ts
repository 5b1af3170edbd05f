import assert from "node:assert/strict";
import { test } from "node:test";
import { rememberLast } from "./rememberLast.js";

test("an answer is remembered until another key comes", () => {
  const asked: string[] = [];
  const nameOf = rememberLast(({ name }: { readonly name: string }) => {
    asked.push(name);
    return [name];
  });
  const a = { name: "a" };
  const b = { name: "b" };
  assert.equal(nameOf(a), nameOf(a));
  assert.deepEqual(nameOf(b), ["b"]);
  assert.deepEqual(nameOf(a), ["a"]);
  assert.deepEqual(asked, ["a", "b", "a"]);
});
