import assert from "node:assert/strict";
import { test } from "node:test";
import { escapeMarkdown, plainMarkdown } from "./markdown.js";

/** A text, and the Markdown that shows just that. */
const texts: readonly (readonly [text: string, markdown: string])[] = [
  ["0: off", "0: off"],
  ["1. first", "1\\. first"],
  ["a\n  12. second", "a  \n12\\. second"],
  ["- item", "\\- item"],
  ["a\n===", "a  \n\\==="],
  ["<b> & *c*", "\\<b\\> & \\*c\\*"],
];

test("a text that looks like Markdown is shown as it is", () => {
  for (const [text, markdown] of texts) {
    assert.equal(escapeMarkdown(text), markdown);
    assert.equal(plainMarkdown(markdown), text.replace(/\n\s+/gu, "\n"));
  }
});
