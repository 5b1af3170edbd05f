import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { fileText, itemText, objectText, type ItemContents } from "./example.js";
import { reusableExample } from "./reusableFields.js";
import { reusableName } from "./reusableName.js";

function file(contents: ItemContents): string {
  return fileText(objectText({ Resources: [itemText({ ...reusableExample, ...contents })] }));
}

/** Checks what is said about a name and whether its fix is safe. */
function checkName(name: string, message: string, isSafe: boolean): void {
  const diagnostics = checkRule(reusableName, file({ Name: name }), {
    messages: [message],
    fixed: file({ Name: "X Coordinate" }),
  });
  assert.equal(diagnostics[0]?.fixes[0]?.isSafe, isSafe);
}

test("another name is replaced, unasked only if it is the same but for case and blanks", () => {
  const names = "OMA's Common.xml names reusable resource 5528 “X Coordinate”; write that instead of";
  checkName("«x-coordinate»", `${names} “x-coordinate”.`, true);
  checkName("«Column»", `${names} “Column”.`, false);
});

test("the name of another reusable resource suggests its ID", () => {
  const message =
    "OMA's Common.xml names reusable resource 5528 “X Coordinate”; write that instead of “Sensor Value”, or use ID 5700.";
  checkName("«Sensor Value»", message, false);
});

test("the right name, a name of an own resource and a missing name are left alone", () => {
  checkRule(reusableName, file({ Name: "  X Coordinate\n" }));
  checkRule(reusableName, file({ id: "3", Name: "Column" }));
  checkRule(reusableName, file({ Name: null }));
});
