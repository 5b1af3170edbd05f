import type { Field } from "../definitionFile.js";
import { setText } from "../edits.js";
import { fileExample, itemExample } from "./example.js";
import { itemFieldsNamed } from "./fields.js";
import type { Fix, Rule } from "./rule.js";
import { declaredVersion, isNewType, schemaReference, setSchemaFile, type SchemaReference } from "./schemaReference.js";

/** Finds data types that are newer than what the file declares. */
export const typeNeeds11: Rule = {
  id: "type-needs-1-1",
  level: "error",
  title: "Unsigned Integer and Corelnk need LwM2M 1.1 and its schema.",
  explanation:
    "These two data types came with LwM2M 1.1. A definition that uses one says so twice: LWM2MVersion is 1.1 or later, " +
    "and the schema is LWM2M-v1_1.xsd. With LWM2M.xsd the file does not validate, and a LwM2M 1.0 Client or Server " +
    "cannot know what to do with the value. Use Integer or String if the object is to work with LwM2M 1.0.\n\n" +
    "One published object breaks this rule: resource 4017 of object 20, which names the old schema.",
  source: "LwM2M TS 1.1 Appendix C; schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: fileExample(itemExample({ Type: "«Unsigned Integer»" }).file),
  good: fileExample(itemExample({ Type: "Unsigned Integer" }, { LWM2MVersion: "1.1" }, "LWM2M-v1_1.xsd").file),
  *check(file) {
    const schema = schemaReference(file);
    const oldSchema = schema?.known?.file === "LWM2M.xsd" ? schema : undefined;
    for (const field of itemFieldsNamed(file, "Type")) {
      const { object } = field.item;
      if (!isNewType(field.value)) continue;
      const isOldVersion = declaredVersion(object) === "1.0";
      if (!isOldVersion && oldSchema === undefined) continue;
      const oldVersion = isOldVersion ? object.field("LWM2MVersion") : undefined;
      const needs = [
        ...(isOldVersion ? ["LWM2MVersion 1.1"] : []),
        ...(oldSchema === undefined ? [] : ["the schema LWM2M-v1_1.xsd"]),
      ];
      yield {
        span: field.span,
        message: `Declare ${needs.join(" and ")}, or use another type; ${field.value} came with LwM2M 1.1.`,
        related: [oldVersion, oldSchema].flatMap((place) =>
          place === undefined ? [] : [{ span: place.span, message: "LwM2M 1.0 does not know the type" }],
        ),
        fixes: declare11(oldVersion, oldSchema, isOldVersion),
      };
    }
  },
};

/** If the version is already new, the schema has been forgotten; else the object would ask for more than it does. */
function declare11(version: Field | undefined, schema: SchemaReference | undefined, isOldVersion: boolean): Fix[] {
  const edits = [
    ...(schema === undefined ? [] : [setSchemaFile(schema, "LWM2M-v1_1.xsd")]),
    ...(version === undefined ? [] : [setText(version.element, "1.1")]),
  ];
  if (edits.length === 0) return [];
  return [
    { title: isOldVersion ? "Declare LwM2M 1.1" : "Name the schema LWM2M-v1_1.xsd", edits, isSafe: !isOldVersion },
  ];
}
