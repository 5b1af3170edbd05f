import { changed, itemExample } from "./example.js";
import { itemFieldsNamed } from "./fields.js";
import type { Rule } from "./rule.js";

/** Checks that resources are described. */
export const descriptionEmpty: Rule = {
  id: "description-empty",
  oma: 416,
  level: "error",
  title: "Every resource has a description.",
  explanation:
    "The description is the only place that says what a value means: what is measured, when it changes, what each number " +
    "of an enumeration stands for. The schema takes an empty one, OMA does not. An empty CDATA section, or blanks alone, " +
    "say nothing either.\n\nA reusable resource has the description that OMA has registered for its ID.",
  source: "OMA validation error 416",
  bad: changed(itemExample({ Description: "<![CDATA[ ]]>" }), "<Description>", "<«Description»>"),
  good: itemExample({ Description: "<![CDATA[How full the tank is.]]>" }),
  *check(file) {
    for (const { value, span } of itemFieldsNamed(file, "Description")) {
      if (value === "") yield { span, message: "Write what the value of this resource means." };
    }
  },
};
