import assert from "node:assert/strict";
import { test } from "node:test";
import type { Level } from "../../base/level.js";
import { checkRule, type RuleCheck } from "./checkRule.js";
import { fileText, itemText, objectText } from "./example.js";
import { reusableUnknown } from "./reusableUnknown.js";

function file(objectId: string, resourceId: string): string {
  return fileText(objectText({ ObjectID: objectId, Resources: [itemText({ id: resourceId })] }));
}

/** Checks how serious an unregistered reusable resource is in an object. */
function checkLevel(objectId: string, level: Level, options: RuleCheck = {}): void {
  assert.equal(checkRule(reusableUnknown, file(objectId, "«26240»"), options)[0]?.level, level);
}

test("it is an error in the classes that OMA publishes, else a warning", () => {
  for (const id of ["0", "500", "3303", "10241", "32768"]) checkLevel(id, "error");
  for (const id of ["32769", "42769", "1024", "65535", "none"]) checkLevel(id, "warning");
  checkLevel("10241", "warning", { isPrivateObjectId: (id) => id === 10241 });
});

test("the message names a way out", () => {
  checkRule(reusableUnknown, file("10999", "«2048»"), {
    messages: [
      "2048 is not in OMA's Common.xml; use a reusable resource that is, or an ID below 2048 for a resource of this object.",
    ],
  });
});

test("registered resources, other classes and private windows are left alone", () => {
  for (const id of ["0", "2047", "5700", "26241", "40000", "x"]) checkRule(reusableUnknown, file("10999", id));
  checkRule(reusableUnknown, file("10999", "2048"), { isPrivateResourceId: (id) => id === 2048 });
});
