import { test } from "node:test";
import assert from "node:assert/strict";
import { printLiteral } from "./literals.js";

const tables = [
  [0, "0"],
  [-0, "0"],
  [-120, "-120"],
  [0.1, "0.1"],
  [1e21, "1e21"],
  [1e-10, "1e-10"],
  [18446744073709551615n, "18446744073709551615n"],
  [-1n, "-1n"],
  ["plain", '"plain"'],
  ['say "so"', "'say \"so\"'"],
  ["it's", '"it\'s"'],
  [`"it's"`, `'"it\\'s"'`],
  ["back\\slash", '"back\\\\slash"'],
  ["a\nb\tc\u0000", '"a\\nb\\tc\\u0000"'],
  ["\u2028\u202e\ufeff", '"\\u2028\\u202e\\ufeff"'],
  ["\ud800", '"\\ud800"'],
  ["温度 🔥", '"温度 🔥"'],
] as const;

for (const [value, source] of tables) {
  test(`prints ${source}`, () => {
    assert.equal(printLiteral(value), source);
  });
}

test("the source of a text means that text", () => {
  for (let code = 0; code < 0x3000; code++) {
    const text = `a${String.fromCodePoint(code)}'"\\`;
    const source = printLiteral(text);
    const inner = source.slice(1, -1);
    const read: unknown = JSON.parse(
      `"${source.startsWith("'") ? inner.replace(/\\'/gu, "'").replace(/(?<!\\)"/gu, '\\"') : inner}"`,
    );
    assert.equal(read, text);
  }
});
