import { setText } from "../edits.js";
import { fileExample, fileText, objectText } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import type { Rule } from "./rule.js";
import { schemaReference, setSchemaFile, usesNewTypes } from "./schemaReference.js";

/** Finds a schema that is newer than the LwM2M version. */
export const schemaNewerThanNeeded: Rule = {
  id: "schema-newer-than-needed",
  level: "info",
  title: "LWM2MVersion 1.0 goes with the schema LWM2M.xsd.",
  explanation:
    "A definition for LwM2M 1.0 that names the schema of 1.1 validates and does no harm, for the newer schema only adds " +
    "two data types. Yet OMA has corrected such files, and no published one is left. An object that uses one of the two " +
    "new types is reported by another rule.",
  source: "LwM2M TS 1.2 Appendix D.1; schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: fileExample(fileText(objectText({ LWM2MVersion: "«1.0»" }), "LWM2M-v1_1.xsd")),
  good: fileExample(fileText(objectText({ LWM2MVersion: "1.0" }), "LWM2M.xsd")),
  *check(file) {
    const schema = schemaReference(file);
    if (schema?.known?.file !== "LWM2M-v1_1.xsd") return;
    for (const { value, span, element, object } of objectFieldsNamed(file, "LWM2MVersion")) {
      if (value !== "1.0" || usesNewTypes(object)) continue;
      const raise = [setText(element, "1.1")];
      yield {
        span,
        message: "Name the schema LWM2M.xsd, or write 1.1 here if the object needs LwM2M 1.1.",
        related: [{ span: schema.span, message: "This schema is for LwM2M 1.1 and 1.2" }],
        fixes: [
          { title: "Name the schema LWM2M.xsd", edits: [setSchemaFile(schema, "LWM2M.xsd")], isSafe: false },
          { title: "Write LWM2MVersion 1.1", edits: raise, isSafe: false },
        ],
      };
    }
  },
};
