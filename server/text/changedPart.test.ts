import assert from "node:assert/strict";
import { test } from "node:test";
import { editedText, source } from "../testing/fixture.js";
import { changedPart } from "./changedPart.js";
import { textEdits } from "./edits.js";

function checkChange(before: string, after: string): void {
  const edit = changedPart(before, after);
  const doc = source(before);
  assert.equal(editedText(doc, textEdits(doc, edit === undefined ? [] : [edit])), after);
}

test("a changed text is written as one edit that LSP can express", () => {
  checkChange("same", "same");
  checkChange("aXb", "aYYb");
  checkChange("aaa", "aa");
  checkChange("a\r\nb\r\n", "a\nb\n");
  checkChange("a\nb", "a\r\nb");
  checkChange("x😀y", "x😁y");
  checkChange("", "new");
});
