import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule, testOptions } from "./checkRule.js";
import { changed, itemText, objectExample, type ItemContents, type ObjectContents } from "./example.js";
import { objectIdReserved } from "./objectIdReserved.js";
import { resourceIdUndefined } from "./resourceIdUndefined.js";
import { urnMismatch } from "./urnMismatch.js";
import { versionBump } from "./versionBump.js";

/** Checks the URN of an object of that ID and version: the wrong part is marked, the right URN is what the fix writes. */
function checkUrn(
  urn: string,
  contents: ObjectContents,
  right?: { readonly urn: string; readonly isSafe: boolean },
): void {
  const found = checkRule(urnMismatch, objectExample({ ...contents, ObjectURN: urn }));
  const [fix] = found.flatMap(({ fixes }) => fixes);
  assert.equal(fix?.title, right === undefined ? undefined : `Write ${right.urn}`, urn);
  assert.equal(fix?.isSafe, right?.isSafe, urn);
}

test("a URN is compared with ID and version, part by part", () => {
  const object = { ObjectID: "10999", ObjectVersion: "1.2" } as const;
  const urn = "urn:oma:lwm2m:x:10999:1.2";
  checkUrn(urn, object);
  checkUrn("urn:oma:lwm2m:«ext»:10999:1.2", object, { urn, isSafe: true });
  checkUrn("urn:oma:lwm2m:x:«10998»:1.2", object, { urn, isSafe: false });
  checkUrn("urn:oma:lwm2m:x:10999:«1.1»", object, { urn, isSafe: false });
  checkUrn("«urn:oma:lwm2m:x:10999»", object, { urn, isSafe: true });
  checkUrn("urn:oma:lwm2m:«ext:10998:1.1»", object, { urn, isSafe: false });
  checkUrn("«urn:oma:lwm2n»:x:10999:1.2", object, { urn, isSafe: true });
  checkUrn("urn:oma:lwm2m:x:10999:«1»", object, { urn, isSafe: true });
  checkUrn("urn:oma:lwm2m:x:10999:1.2«:3»", object, { urn, isSafe: true });
  checkUrn("« urn:oma:lwm2m:x:10999:1.2»", object, { urn, isSafe: true });
  checkUrn("urn:oma:lwm2m:x:10999«:1.0»", { ObjectID: "10999" }, { urn: "urn:oma:lwm2m:x:10999", isSafe: true });
  const empty = changed(objectExample({ ...object, ObjectURN: "" }), "<ObjectURN>", "<«ObjectURN»>");
  checkRule(urnMismatch, empty, { messages: [`Write ${urn}, as ObjectID and ObjectVersion say.`] });
});

test("a URN is judged by what is known", () => {
  checkUrn("urn:oma:lwm2m:«ipso»:10999", { ObjectID: "" });
  checkUrn("urn:oma:lwm2m:oma:10999", { ObjectID: "none" });
  // The missing version has a rule of its own, which takes it from the URN.
  checkUrn("urn:oma:lwm2m:x:10999:1.1", { ObjectVersion: null });
  checkUrn("urn:oma:lwm2m:x:10999", { ObjectVersion: null });
  checkUrn("urn:oma:lwm2m:ext:50011", { ObjectID: "50011" });
});

test("a window of private IDs silences the rules about ID classes, but not about MAX_ID", () => {
  const isPrivateObjectId = (): boolean => true;
  checkRule(objectIdReserved, objectExample({ ObjectID: "1024" }), { isPrivateObjectId });
  const [found] = checkRule(objectIdReserved, objectExample({ ObjectID: "«65535»" }), { isPrivateObjectId });
  assert.equal(found?.level, "error");
  const item = (id: string): string => itemText({ id });
  checkRule(resourceIdUndefined, objectExample({ Resources: [item("«32769»"), item("32768")] }));
  checkRule(resourceIdUndefined, objectExample({ Resources: [item("32769")] }), { isPrivateResourceId: () => true });
});

/**
 * Checks object 10365, of which 1.0 is published with resource 50 alone (Status, R, Single, Mandatory, Integer), against
 * what the rule wants to be written.
 */
function checkBump(
  version: string,
  items: readonly ItemContents[],
  expected?: { readonly message: string; readonly level?: string },
): void {
  const wrong = expected === undefined ? version : `«${version}»`;
  const Resources = items.map((contents) => itemText({ Name: "Status", ...contents }));
  const example = objectExample({ ObjectID: "10365", MultipleInstances: "Single", ObjectVersion: wrong, Resources });
  const [found] = checkRule(versionBump, example);
  assert.equal(found?.message, expected?.message);
  if (expected !== undefined) assert.equal(found?.level, expected.level ?? "warning");
}

test("a version is raised as far as the changes need it", () => {
  const status = { id: "50" } as const;
  const optional = { id: "51", Mandatory: "Optional" } as const;
  checkBump("1.0", [status]);
  checkBump("1.1", [status]);
  checkBump("1.0", [{ ...status, Units: "s", RangeEnumeration: "0..5", Description: "Other words." }]);
  checkBump("1.0", [status, optional], { message: "Write 1.1; 1.0 is published, and optional resource 51 is new." });
  checkBump("1.1", [status, optional]);
  checkBump("1.0", [status, { id: "51" }], {
    message: "Write 2.0; 1.0 is published, and mandatory resource 51 is new.",
  });
  checkBump("1.1", [status, { id: "51" }], { message: "Write 2.0; since 1.0 mandatory resource 51 is new." });
  checkBump("2.0", [status, { id: "51" }]);
  checkBump("1.1", [optional], { message: "Write 2.0; since 1.0 mandatory resource 50 is gone, and 1 more change." });
  checkBump("1.1", [{ ...status, Operations: "RW" }], {
    message: "Write 2.0; since 1.0 Operations of resource 50 was R.",
  });
  checkBump("1.1", [{ ...status, Type: "Float" }], {
    message: "Write 2.0; since 1.0 Type of resource 50 was Integer.",
  });
  // What is not legal has rules of its own.
  checkBump("1.1", [{ ...status, Operations: "rw", Type: "Int" }]);
  const tooFar = "Write 1.1; since 1.0 optional resource 51 is new.";
  checkBump("2.0", [status, optional], { message: tooFar, level: "info" });
});

test("a version that is raised takes the URN along", () => {
  const example = objectExample({
    ObjectID: "10365",
    ObjectURN: "urn:oma:lwm2m:x:10365",
    ObjectVersion: "«1.0»",
    MultipleInstances: "Single",
    Resources: [itemText({ id: "50", Type: "Float" })],
  });
  const fixed = example.file.replace("«1.0»", "2.0").replace("urn:oma:lwm2m:x:10365", "urn:oma:lwm2m:x:10365:2.0");
  const [found] = checkRule(versionBump, example, { fixed });
  assert.deepEqual(
    found?.related.map(({ message }) => message),
    ["Here Type of resource 50 was Integer."],
  );
  checkRule(versionBump, { ...example, file: example.file.replace(/[«»]/gu, "") }, { isPrivateObjectId: () => true });
});

test("what is published is left alone, also where a minor version would have done", () => {
  const published = testOptions().registry.object(3428, "2.0");
  assert.ok(published);
  const Resources = published.resources.map((resource) =>
    itemText({
      id: String(resource.id),
      Operations: resource.operations,
      MultipleInstances: resource.isMultiple ? "Multiple" : "Single",
      Mandatory: resource.isMandatory ? "Mandatory" : "Optional",
      Type: resource.type ?? "",
    }),
  );
  const instances = published.isMultiple ? "Multiple" : "Single";
  const contents = { ObjectID: "3428", MultipleInstances: instances, Resources } as const;
  checkRule(versionBump, objectExample({ ...contents, ObjectVersion: "2.0" }));
  const [found] = checkRule(versionBump, objectExample({ ...contents, ObjectVersion: "«3.0»" }));
  assert.equal(found?.level, "info");
});

test("a private window does not change the label that the class of an ID has", () => {
  const example = objectExample({ ObjectID: "42010", ObjectURN: "urn:oma:lwm2m:«ext»:42010" });
  checkRule(urnMismatch, example, { isPrivateObjectId: () => true });
});
