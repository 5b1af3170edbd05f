import { test } from "node:test";
import assert from "node:assert/strict";
import { checkRule } from "./checkRule.js";
import { changed, itemText, objectExample, type ObjectContents } from "./example.js";
import { versionElementsMissing } from "./versionElementsMissing.js";

/** Checks an object without ObjectVersion or LWM2MVersion: the level, and the object after the fix. */
function checkVersion(object: ObjectContents, level: string, fixed: ObjectContents): void {
  const marked = changed(objectExample(object), "<Object ", "<«Object» ");
  const [diagnostic] = checkRule(versionElementsMissing, marked, { fixed: objectExample(fixed).file });
  assert.equal(diagnostic?.level, level);
  assert.equal(diagnostic.fixes[0]?.isSafe, true);
}

test("an absent version is written as what it means", () => {
  checkVersion({ ObjectVersion: null }, "warning", { ObjectVersion: "1.0" });
  checkVersion({ LWM2MVersion: null }, "warning", { LWM2MVersion: "1.0" });
});

test("an absent version that cannot be 1.0 is an error", () => {
  const ObjectURN = "urn:oma:lwm2m:x:10999:1.1";
  checkVersion({ ObjectURN, ObjectVersion: null }, "error", { ObjectURN, ObjectVersion: "1.1" });
  const Resources = [itemText({ Type: "Corelnk" })];
  checkVersion({ Resources, LWM2MVersion: null }, "error", { Resources, LWM2MVersion: "1.1" });
});

test("the version of the schema is meant where that is named", () => {
  const schema = (file: string) => file.replace("LWM2M.xsd", "LWM2M-v1_1.xsd");
  const example = changed(objectExample({ LWM2MVersion: null }), "<Object ", "<«Object» ");
  const [diagnostic] = checkRule(
    versionElementsMissing,
    { ...example, file: schema(example.file) },
    { fixed: schema(objectExample({ LWM2MVersion: "1.1" }).file) },
  );
  assert.equal(diagnostic?.level, "warning");
});

test("an empty version is as good as none", () => {
  const marked = changed(objectExample({ ObjectVersion: "" }), "<ObjectVersion>", "<«ObjectVersion»>");
  checkRule(versionElementsMissing, marked, { fixed: objectExample({ ObjectVersion: "1.0" }).file });
});
