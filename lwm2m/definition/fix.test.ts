import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits, compatibleFixes, safeFix } from "./fix.js";
import type { Diagnostic, Edit, Fix } from "./rules/rule.js";

function fix(title: string, ...edits: Edit[]): Fix {
  return { title, edits, isSafe: true };
}

function edit(start: number, end: number, newText: string): Edit {
  return { start, end, newText };
}

test("edits are made in the order of the text, insertions at one place in their own order", () => {
  assert.equal(applyEdits("abcdef", [edit(4, 6, "EF"), edit(0, 1, "A")]), "AbcdEF");
  assert.equal(applyEdits("abc", [edit(1, 1, "1"), edit(1, 1, "2"), edit(1, 2, "B")]), "a12Bc");
  assert.equal(applyEdits("abc", []), "abc");
});

test("fixes that overlap exclude each other as a whole", () => {
  const first = fix("first", edit(2, 4, "x"));
  const around = fix("around", edit(0, 1, "y"), edit(3, 3, "z"));
  const behind = fix("behind", edit(4, 4, "w"));
  const before = fix("before", edit(0, 2, "v"));
  assert.deepEqual(compatibleFixes([first, around, behind, before]), [first, behind, before]);
});

test("two insertions at one place exclude each other", () => {
  const fixes = [fix("one", edit(1, 1, "1")), fix("two", edit(1, 1, "2"))];
  assert.deepEqual(compatibleFixes(fixes), fixes.slice(0, 1));
});

test("only a first fix that is safe is applied unasked", () => {
  const diagnostic: Diagnostic = {
    ruleId: "some-rule",
    oma: undefined,
    level: "error",
    span: { start: 0, end: 0 },
    message: "",
    related: [],
    fixes: [{ ...fix("doubtful"), isSafe: false }, fix("safe")],
  };
  assert.equal(safeFix(diagnostic), undefined);
  assert.equal(safeFix({ ...diagnostic, fixes: [fix("safe")] })?.title, "safe");
});
