import { test } from "node:test";
import assert from "node:assert/strict";
import { docComment, docText } from "./docComment.js";

test("a short text is a comment on one line", () => {
  assert.deepEqual(docComment(["A value."], [], "  "), ["  /** A value. */"]);
  assert.deepEqual(docComment([], [{ name: "deprecated", text: "Use 1." }], ""), ["/** @deprecated Use 1. */"]);
});

test("nothing to say is no comment", () => {
  assert.deepEqual(docComment([], [], ""), []);
});

test("tags stand at the end, behind an empty line", () => {
  assert.deepEqual(docComment(["A value."], [{ name: "see", text: "https://example.com" }], ""), [
    "/**",
    " * A value.",
    " *",
    " * @see https://example.com",
    " */",
  ]);
});

test("long lines are wrapped, items and tags with two columns more", () => {
  const long = "word ".repeat(30).trim();
  const lines = docComment([long, "", `- ${long}`], [{ name: "deprecated", text: long }], "    ");
  assert.ok(lines.every((line) => line.length <= 4 + 3 + 100));
  assert.equal(lines.filter((line) => line.startsWith("     *   word")).length, 2);
  assert.ok(lines.includes("     *"));
});

test("no line starts with what would be an item", () => {
  const lines = docComment(["a - b ".repeat(40)], [], "");
  assert.ok(lines.every((line) => !line.startsWith(" * - ")));
});

test("a link is not parted", () => {
  const [, first] = docComment([`${"word ".repeat(18)}{@link Something_Long}`], [], "");
  assert.ok(!first?.endsWith("{@link"));
});

const dangerous: readonly (readonly [text: string, escaped: string])[] = [
  ["a */ b", "a *\\/ b"],
  ["**/*.xml", "**\\/*.xml"],
  ["@deprecated", "\\@deprecated"],
  ["{@link x}", "{\\@link x}"],
  ["(@see)", "(\\@see)"],
  ["me@example.com", "me@example.com"],
  ["a\n@b\u2028*/", "a \\@b *\\/"],
];

for (const [text, escaped] of dangerous) {
  test(`${JSON.stringify(text)} in a comment`, () => {
    assert.equal(docText(text), escaped);
  });
}
