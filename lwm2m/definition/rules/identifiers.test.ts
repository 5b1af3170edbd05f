import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { changed, itemExample, itemText, objectExample } from "./example.js";
import { objectIdSyntax } from "./objectIdSyntax.js";
import { resourceIdMissing } from "./resourceIdMissing.js";
import { resourceIdSyntax } from "./resourceIdSyntax.js";

/** Checks an object ID; `meant` is what the fix writes, undefined for no fix. */
function checkObjectId(text: string, meant: string | undefined, isSafe = true): void {
  const [diagnostic] = checkRule(objectIdSyntax, objectExample({ ObjectID: `«${text}»` }));
  assert.deepEqual(
    diagnostic?.fixes.map(({ edits: [edit], isSafe }) => [edit?.newText, isSafe]),
    meant === undefined ? [] : [[meant, isSafe]],
  );
}

test("signs, blanks and leading zeros come off an ID", () => {
  checkObjectId(" 3 ", "3");
  checkObjectId("\n+0003\n", "3");
  checkObjectId("0000", "0");
  checkObjectId("65535.0", "65535");
  checkObjectId("0x1F", "31", false);
});

test("what is no number of 16 bits has no fix", () => {
  for (const text of ["65536", "-1", "three", "3,5", "10 000"]) checkObjectId(text, undefined);
});

test("plain numbers are taken, and an empty ID is to be written", () => {
  for (const text of ["0", "3", "65535"]) checkRule(objectIdSyntax, objectExample({ ObjectID: text }));
  checkRule(objectIdSyntax, changed(objectExample({ ObjectID: "" }), "<ObjectID>", "<«ObjectID»>"));
});

test("the ID of a resource is judged in the same way", () => {
  checkRule(resourceIdSyntax, itemExample({ id: "« 5 »" }), { fixed: itemExample({ id: "5" }).file });
  checkRule(resourceIdSyntax, changed(itemExample({ id: "" }), "ID=", "«ID»="), {
    messages: ["Write a resource ID, a number from 0 to 65535."],
  });
});

test("a resource without an ID gets the next one of the object's own", () => {
  const resources = (last: string) =>
    objectExample({ Resources: [itemText({ id: "7" }), itemText({ id: "5700" }), last] });
  const bad = resources(itemText({ id: null }).replace("<Item>", "<«Item»>"));
  checkRule(resourceIdMissing, bad, { fixed: resources(itemText({ id: "8" })).file });
});
