import assert from "node:assert/strict";
import { test } from "node:test";
import { fixAll } from "./fixAll.js";
import { testOptions } from "./rules/checkRule.js";
import { fileText, itemText, objectText } from "./rules/example.js";

test("all safe problems are fixed, also several at one place, and what is doubtful stays", () => {
  const item = itemText({ Operations: "WR", Type: "int", RangeEnumeration: null, Units: null, Mandatory: "Yes" });
  const doubtful = itemText({ id: "1", Name: "Reset", Operations: "E", Type: "String" });
  const text = fileText(objectText({ LWM2MVersion: null, Resources: [item, doubtful] })).trimEnd();
  const fixedItem = itemText({ Operations: "RW" });
  const expected = fileText(objectText({ Resources: [fixedItem, doubtful] }));
  const { text: fixed, fixCount, diagnostics } = fixAll(text, testOptions());
  assert.equal(fixed, expected);
  assert.equal(fixCount, 7);
  assert.deepEqual(
    diagnostics.map(({ ruleId }) => ruleId),
    ["type-on-executable"],
  );
});

test("fixes that never mend anything end after a bounded number of rounds", () => {
  const { text, fixCount } = fixAll(fileText(objectText({ Description1: "" })), testOptions(), ({ span }) => {
    return { title: "Add a blank", edits: [{ start: span.end, end: span.end, newText: " " }], isSafe: true };
  });
  assert.equal(fixCount, 16);
  assert.ok(text.includes(`<Description1${" ".repeat(16)}></Description1>`));
});

test("a text without problems stays as it is", () => {
  const text = fileText(objectText());
  assert.deepEqual(fixAll(text, testOptions()), { text, fixCount: 0, diagnostics: [] });
});
