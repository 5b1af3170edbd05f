import assert from "node:assert/strict";
import { test } from "node:test";
import { quotedText } from "./quotedText.js";

const rows: readonly (readonly [string, string])[] = [
  ["thermostat-1", '"thermostat-1"'],
  ["", '""'],
  ["Küche 3 🏠", '"Küche 3 🏠"'],
  ['a" is trusted. "', '"a\\" is trusted. \\""'],
  ["two\nlines", '"two\\nlines"'],
  ["\u202egnp.exe", '"\\u{202e}gnp.exe"'],
  ["a\u2028b\u0085c\u200bd", '"a\\u{2028}b\\u{85}c\\u{200b}d"'],
  ["\ud800", '"\\ud800"'],
];

for (const [text, printed] of rows)
  test(`a stranger's text in quotes: ${printed}`, () => {
    assert.equal(quotedText(text), printed);
  });
