import assert from "node:assert/strict";
import { test } from "node:test";
import type { BindingTrouble } from "../../../server/protocol.js";
import { previewText } from "./previewText.js";

const at = (line: number): BindingTrouble["range"] => ({
  start: { line, character: 4 },
  end: { line, character: 9 },
});
const range = at(11);
const broken: BindingTrouble = {
  level: "error",
  message: 'Write a type instead of "Intger".',
  ...(range && { range }),
};

test("a good definition shows what would be written, whatever was before", () => {
  const remark: BindingTrouble = { level: "warning", message: "Two names are alike." };
  assert.equal(previewText({ name: "a.ts", text: "new\n", troubles: [remark] }, "old\n", "3303.xml"), "new\n");
});

test("a broken definition keeps the last good text under one line that says why", () => {
  assert.equal(
    previewText({ troubles: [broken] }, "old\n", "3303.xml"),
    '// Not up to date. 3303.xml, line 12: Write a type instead of "Intger".\nold\n',
  );
  const [line, rest] = previewText({ troubles: [broken, broken, broken] }, "old\n", "3303.xml").split("\n");
  assert.match(line ?? "", /And 2 more problems\.$/u);
  assert.equal(rest, "old");
});

test("a definition that never was good says each reason", () => {
  assert.equal(
    previewText({ troubles: [broken, { level: "error", message: "No\nname\u2028*/." }] }, undefined, "3303.xml"),
    '// Nothing can be generated from 3303.xml yet:\n// - line 12: Write a type instead of "Intger".\n// - No name */.\n',
  );
});
