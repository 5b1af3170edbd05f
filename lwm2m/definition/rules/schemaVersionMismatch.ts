import { setText } from "../edits.js";
import { fileExample, fileText, objectText } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import type { Rule } from "./rule.js";
import { schemaReference, setSchemaFile, usesNewTypes } from "./schemaReference.js";

/** Finds a LwM2M version that is newer than the schema. */
export const schemaVersionMismatch: Rule = {
  id: "schema-version-mismatch",
  level: "error",
  title: "LWM2MVersion 1.1 and 1.2 go with the schema LWM2M-v1_1.xsd.",
  explanation:
    "There are two published schemas: LWM2M.xsd for LwM2M 1.0, and LWM2M-v1_1.xsd for 1.1 and 1.2, as 1.2 brought " +
    "nothing new to definitions. A file whose LWM2MVersion is newer than its schema is judged by rules that it does " +
    "not mean, and Leshan refuses it.\n\n" +
    "Often the version is the mistake: LWM2MVersion is the lowest LwM2M version that the object needs, not the version " +
    "of the object, which is ObjectVersion. Four published objects break this rule: 20, 23, 509 and 510.",
  source: "LwM2M TS 1.2 Appendix D.1; schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: fileExample(fileText(objectText({ LWM2MVersion: "«1.1»" }))),
  good: fileExample(fileText(objectText({ LWM2MVersion: "1.1" }), "LWM2M-v1_1.xsd")),
  *check(file) {
    const schema = schemaReference(file);
    if (schema?.known?.file !== "LWM2M.xsd") return;
    for (const { value, span, element, object } of objectFieldsNamed(file, "LWM2MVersion")) {
      if (value !== "1.1" && value !== "1.2") continue;
      const isCertain = usesNewTypes(object);
      const name = {
        title: "Name the schema LWM2M-v1_1.xsd",
        edits: [setSchemaFile(schema, "LWM2M-v1_1.xsd")],
        isSafe: isCertain,
      };
      const lower = { title: "Write LWM2MVersion 1.0", edits: [setText(element, "1.0")], isSafe: false };
      yield {
        span,
        message: isCertain
          ? `Name the schema LWM2M-v1_1.xsd; LWM2M.xsd is for LwM2M 1.0, and this object needs ${value}.`
          : `Name the schema LWM2M-v1_1.xsd, or write 1.0 here if the object does not need LwM2M ${value}.`,
        related: [{ span: schema.span, message: "This schema is for LwM2M 1.0" }],
        fixes: isCertain ? [name] : [name, lower],
      };
    }
  },
};
