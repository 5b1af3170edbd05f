import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDefinitionFile } from "./definitionFile.js";
import { findDisorder } from "./elementOrder.js";
import { applyEdits } from "./fix.js";

/** Checks which child of an Item is out of order, and what the sorted Item looks like; `sorted` undefined for no edit. */
function checkOrder(inner: string, misplaced: string | undefined, sorted?: string): void {
  const text = `<LWM2M><Object><Resources><Item>${inner}</Item></Resources></Object></LWM2M>`;
  const item = parseDefinitionFile(text).objects[0]?.items[0];
  assert.ok(item);
  const disorder = findDisorder(text, item.element);
  assert.equal(disorder?.misplaced.name, misplaced);
  const fixed = disorder?.edit === undefined ? undefined : applyEdits(text, [disorder.edit]);
  assert.equal(fixed, sorted === undefined ? undefined : text.replace(inner, sorted));
}

test("children in order need nothing, also if some are missing, repeated or unknown", () => {
  checkOrder("<Name/><Operations/><Description/>", undefined);
  checkOrder("<Name/><Name/><Other/><Type/>", undefined);
  checkOrder("", undefined);
});

test("the one that moved is named, not those that it jumped over", () => {
  checkOrder("<Type/><Name/><Operations/><Mandatory/>", "Type", "<Name/><Operations/><Mandatory/><Type/>");
  checkOrder("<Name/><Mandatory/><Type/><Operations/>", "Operations", "<Name/><Operations/><Mandatory/><Type/>");
});

test("elements move with their comments, and white space stays in its place", () => {
  checkOrder(
    "\n  <!-- a -->\n  <Type>x</Type> <!-- b -->\n\n  <Name/>\n    <Units/>\n",
    "Type",
    "\n  <Name/>\n\n  <!-- a -->\n  <Type>x</Type> <!-- b -->\n    <Units/>\n",
  );
});

test("elements of one name keep their order, and an unknown one stays behind its neighbor", () => {
  checkOrder("<Type>1</Type><Other/><Type>2</Type><Name/>", "Name", "<Name/><Type>1</Type><Other/><Type>2</Type>");
});

test("nothing is moved over stray text", () => {
  checkOrder("<Type/>stray<Name/>", "Type");
});
