import assert from "node:assert/strict";
import { test } from "node:test";
import { validateText } from "../validate.js";
import { testOptions } from "./checkRule.js";
import { fileText, itemText, objectText } from "./example.js";

const options = testOptions();
const whole = fileText(objectText({ Resources: [itemText(), itemText({ id: "1", Name: "Other" })] }));
const tags = Array.from(whole.matchAll(/<\/?[A-Z][^>]*>/gu), ({ 0: tag, index }) => ({ tag, start: index }));

/** Checks that a text which is being typed has a syntax error, and that nothing else is said about it. */
function checkOnlySyntax(text: string): void {
  const others = validateText(text, options).filter(({ ruleId }) => ruleId !== "xml-syntax");
  assert.deepEqual(
    others.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    [],
    text,
  );
}

test("a file that is cut off has syntax errors only", () => {
  for (let end = 1; end < whole.length - 1; end++) checkOnlySyntax(whole.slice(0, end));
});

test("a tag that is only begun does not make elements missing, unknown or duplicate", () => {
  for (const typed of ["<", "</", "<U", "<Units", "<Units ", "<Na ", "<Units>", "<!--", "&"]) {
    for (const { start } of tags) checkOnlySyntax(`${whole.slice(0, start)}${typed}\n        ${whole.slice(start)}`);
  }
});

test("a tag that has lost its end, and a lost end tag, are syntax errors only", () => {
  for (const { tag, start } of tags) {
    const end = start + tag.length;
    checkOnlySyntax(whole.slice(0, end - 1) + whole.slice(end));
    if (tag.startsWith("</")) checkOnlySyntax(whole.slice(0, start) + whole.slice(end));
  }
});
