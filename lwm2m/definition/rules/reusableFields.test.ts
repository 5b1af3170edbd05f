import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { fileText, itemText, objectText, type ItemContents } from "./example.js";
import { reusableExample } from "./reusableFields.js";
import { reusableOperations } from "./reusableOperations.js";
import { reusableRange } from "./reusableRange.js";
import { reusableType } from "./reusableType.js";
import { reusableUnits } from "./reusableUnits.js";
import type { Rule } from "./rule.js";

function file(contents: ItemContents): string {
  return fileText(objectText({ Resources: [itemText({ ...reusableExample, ...contents })] }));
}

/** Checks what a rule says about a reusable resource with these contents, and what its fix makes of it. */
function checkField(rule: Rule, contents: ItemContents, message: string, fixed: ItemContents): void {
  checkRule(rule, file(contents), { messages: [message], fixed: file(fixed) });
}

test("a field that differs says what Common.xml has, and the fix writes it", () => {
  checkField(
    reusableOperations,
    { Operations: "«E»" },
    "OMA's Common.xml gives reusable resource 5528 the operations RW; write that instead of “E”.",
    { Operations: "RW" },
  );
  checkField(
    reusableType,
    { Type: "«Float»" },
    "OMA's Common.xml gives reusable resource 5528 the type Integer; write that instead of “Float”.",
    { Type: "Integer" },
  );
  checkField(
    reusableRange,
    { id: "6057", RangeEnumeration: "«0..1»" },
    "OMA's Common.xml gives reusable resource 6057 the range 0.0..86400.0; write that instead of “0..1”.",
    { id: "6057", RangeEnumeration: "0.0..86400.0" },
  );
  checkField(
    reusableUnits,
    { id: "5503", Units: "«s»" },
    "OMA's Common.xml gives reusable resource 5503 the units ms; write that instead of “s”.",
    { id: "5503", Units: "ms" },
  );
});

test("an empty field is marked at its name", () => {
  const text = file({ id: "5503", Units: "" }).replace("<Units>", "<«Units»>");
  checkRule(reusableUnits, text, {
    messages: ["OMA's Common.xml gives reusable resource 5503 the units ms; write that."],
    fixed: file({ id: "5503", Units: "ms" }),
  });
});

test("a field that Common.xml leaves empty is emptied", () => {
  checkField(
    reusableUnits,
    { Units: "«mm»" },
    "OMA's Common.xml gives reusable resource 5528 no units; leave Units empty instead of “mm”.",
    { Units: "" },
  );
  checkField(
    reusableType,
    { id: "5505", Type: "«Boolean»" },
    "OMA's Common.xml gives reusable resource 5505 no type; leave Type empty instead of “Boolean”.",
    { id: "5505", Type: "" },
  );
});

test("the fix is safe only where the name says that this resource is meant", () => {
  const isSafe = (contents: ItemContents): unknown =>
    checkRule(reusableUnits, file({ Units: "«mm»", ...contents }))[0]?.fixes[0]?.isSafe;
  assert.equal(isSafe({}), true);
  assert.equal(isSafe({ Name: "Height" }), false);
  assert.equal(isSafe({ Name: null }), false);
});

test("white space at the edges, missing elements and other resources are left alone", () => {
  for (const rule of [reusableOperations, reusableType, reusableRange, reusableUnits]) {
    checkRule(rule, file({}));
    checkRule(rule, file({ RangeEnumeration: " \n ", Units: "  ", Type: " Integer " }));
    checkRule(rule, file({ Operations: null, Type: null, RangeEnumeration: null, Units: null }));
    for (const id of ["0", "2047", "2048", "26241", "x"]) {
      checkRule(rule, file({ id, Operations: "R", Type: "Float", RangeEnumeration: "0..1", Units: "mm" }));
    }
  }
});

test("a range that Common.xml itself writes wrongly stays", () => {
  checkRule(reusableRange, file({ id: "4013", RangeEnumeration: "8-Bits" }));
  checkRule(reusableRange, file({ id: "4013", RangeEnumeration: "«0..255»" }));
});
