import { changed, itemExample } from "./example.js";
import { itemFieldsNamed, soundValue } from "./fields.js";
import { operationValues } from "../structure.js";
import type { Rule } from "./rule.js";

/** Finds resources with a value but without a data type. */
export const typeMissing: Rule = {
  id: "type-missing",
  level: "error",
  title: "Every resource that is not executable has a data type.",
  explanation:
    "The schema allows an empty Type, because an executable resource has no value. Any other resource has one, also a " +
    "resource without operations, which the LwM2M Bootstrap-Server writes; without its type nobody can encode or " +
    "decode it, and code generators stop.\n\n" +
    "One published object breaks this rule: resource 5 of object 10482.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: changed(itemExample({ Operations: "RW", Type: "" }), "<Type>", "<«Type»>"),
  good: itemExample({ Operations: "RW", Type: "Float" }),
  *check(file) {
    for (const field of itemFieldsNamed(file, "Type")) {
      const operations = soundValue(field.item.field("Operations"));
      const isKnown = operationValues.some(({ value }) => value === operations);
      if (field.value !== "" || !isKnown || operations === "E") continue;
      yield { span: field.span, message: "Write the data type of this resource; only an executable one has none." };
    }
  },
};
