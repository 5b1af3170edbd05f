import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { fileText, itemText, objectText, type ObjectContents } from "./example.js";
import { schemaMissing } from "./schemaMissing.js";
import { schemaNewerThanNeeded } from "./schemaNewerThanNeeded.js";
import { schemaUnknown } from "./schemaUnknown.js";
import { schemaVersionMismatch } from "./schemaVersionMismatch.js";
import { typeNeeds11 } from "./typeNeeds11.js";

const unsigned = itemText({ Type: "Unsigned Integer" });

function withRoot(attributes: string, object: ObjectContents = {}): string {
  return fileText(objectText(object)).replace(/<LWM2M [^>]*>/u, () => `<LWM2M${attributes}>`);
}

const prefix = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const oldSchema = ' xsi:noNamespaceSchemaLocation="http://www.openmobilealliance.org/tech/profiles/LWM2M.xsd"';
const newSchema = oldSchema.replace("LWM2M.xsd", "LWM2M-v1_1.xsd");

test("a missing schema is added by version and types, with its prefix", () => {
  const check = (attributes: string, object: ObjectContents, fixed: string) => {
    const text = withRoot(attributes, object).replace("<LWM2M", "<«LWM2M»");
    checkRule(schemaMissing, text, { fixed: withRoot(fixed, object) });
  };
  check("", {}, prefix + oldSchema);
  check(prefix, { LWM2MVersion: "1.2" }, prefix + newSchema);
  check(prefix, { Resources: [unsigned] }, prefix + newSchema);
});

test("a wrong namespace makes the schema invisible", () => {
  const text = withRoot(` xmlns:xsi="«http://www.w3.org/2001/XMLSchema»"${oldSchema}`);
  checkRule(schemaMissing, text, { fixed: withRoot(prefix + oldSchema) });
});

test("both schemas are known, wherever they are", () => {
  for (const folder of ["", "../", "http://openmobilealliance.org/tech/profiles/"]) {
    for (const file of ["LWM2M.xsd", "LWM2M-v1_1.xsd"]) {
      checkRule(schemaUnknown, withRoot(`${prefix} xsi:noNamespaceSchemaLocation="${folder}${file}"`));
    }
  }
});

test("an unknown schema becomes the one of its version", () => {
  const check = (address: string, schema: string, isSafe: boolean, object: ObjectContents = {}) => {
    const text = withRoot(`${prefix} xsi:noNamespaceSchemaLocation="«${address}»"`, object);
    const [diagnostic] = checkRule(schemaUnknown, text, { fixed: withRoot(prefix + schema, object) });
    assert.equal(diagnostic?.fixes[0]?.isSafe, isSafe);
  };
  check("http://x.org/LWM2M-v1_2.xsd", newSchema, true);
  check("http://x.org/lwm2m_v1.0.xsd", oldSchema, true);
  check("http://x.org/OldLWM2M.xsd ", oldSchema, true);
  check("http://x.org/other.xsd", oldSchema, false);
  check("http://x.org/other.xsd", newSchema, false, { LWM2MVersion: "1.1" });
});

test("a new version with the old schema: the schema is certain only if the types need it", () => {
  const check = (object: ObjectContents, isSafe: boolean) => {
    const text = fileText(objectText({ ...object, LWM2MVersion: "«1.2»" }));
    const fixed = fileText(objectText({ ...object, LWM2MVersion: "1.2" }), "LWM2M-v1_1.xsd");
    assert.equal(checkRule(schemaVersionMismatch, text, { fixed })[0]?.fixes[0]?.isSafe, isSafe);
  };
  check({}, false);
  check({ Resources: [unsigned] }, true);
});

test("the new schema with an old version is worth a word only if no type needs it", () => {
  checkRule(schemaNewerThanNeeded, fileText(objectText({ Resources: [unsigned] }), "LWM2M-v1_1.xsd"));
  checkRule(schemaNewerThanNeeded, fileText(objectText({ LWM2MVersion: null }), "LWM2M-v1_1.xsd"));
});

test("a new type asks for what is missing only", () => {
  const item = itemText({ Type: "«Corelnk»" });
  const fixedItem = itemText({ Type: "Corelnk" });
  checkRule(typeNeeds11, fileText(objectText({ LWM2MVersion: "1.1", Resources: [item] })), {
    messages: ["Declare the schema LWM2M-v1_1.xsd, or use another type; Corelnk came with LwM2M 1.1."],
    fixed: fileText(objectText({ LWM2MVersion: "1.1", Resources: [fixedItem] }), "LWM2M-v1_1.xsd"),
  });
  checkRule(typeNeeds11, fileText(objectText({ Resources: [item] }), "LWM2M-v1_1.xsd"), {
    messages: ["Declare LWM2MVersion 1.1, or use another type; Corelnk came with LwM2M 1.1."],
    fixed: fileText(objectText({ LWM2MVersion: "1.1", Resources: [fixedItem] }), "LWM2M-v1_1.xsd"),
  });
  checkRule(typeNeeds11, fileText(objectText({ LWM2MVersion: "1.2", Resources: [fixedItem] }), "LWM2M-v1_1.xsd"));
});
