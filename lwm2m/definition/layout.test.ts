import assert from "node:assert/strict";
import { test } from "node:test";
import { indentationAt, wholeLines } from "./layout.js";

/** Checks the indentation of the first `<` of a text; undefined if something else stands before it on its line. */
function checkIndentation(text: string, expected: string | undefined): void {
  assert.equal(indentationAt(text, text.indexOf("<")), expected);
}

test("a line starts behind a line end, at the start of the text and behind a byte order mark", () => {
  checkIndentation("a\n \t<b/>", " \t");
  checkIndentation("a\r  <b/>", "  ");
  checkIndentation("<b/>", "");
  checkIndentation("\uFEFF<b/>", "");
  checkIndentation("a <b/>", undefined);
});

/** Checks what is left of a text without the whole lines of the part from the first `<` to the last `>`. */
function checkRemoved(text: string, expected: string): void {
  const { start, end } = wholeLines(text, { start: text.indexOf("<"), end: text.lastIndexOf(">") + 1 });
  assert.equal(text.slice(0, start) + text.slice(end), expected);
}

test("a part that has its lines for itself goes with the line end before it, but the first line keeps what it has", () => {
  checkRemoved("a\r\n  <b/> \r\nc", "a\r\nc");
  checkRemoved("a <b/>\nc", "a \nc");
  checkRemoved("<b/>\nc", "\nc");
  checkRemoved("\uFEFF<b/>\nc", "\uFEFF\nc");
});
