import { changed, itemExample } from "./example.js";
import { fieldsNamed } from "./fields.js";
import type { Rule } from "./rule.js";

/** Checks that names are not empty. */
export const nameEmpty: Rule = {
  id: "name-empty",
  oma: 410,
  level: "error",
  title: "Every object and every resource has a name.",
  explanation:
    "The name is what people see in the registry, in tools and in generated code. The schema takes an empty one, OMA " +
    "does not. Blanks alone are no name. A reusable resource has the name that OMA has registered for its ID.",
  source: "OMA validation error 410",
  bad: changed(itemExample({ Name: "" }), "<Name>", "<«Name»>"),
  good: itemExample({ Name: "Level" }),
  *check(file) {
    for (const { value, span, element } of fieldsNamed(file, "Name")) {
      if (value !== "") continue;
      const what = element.parent?.name === "Item" ? "resource" : "object";
      yield { span, message: `Write a name for this ${what}, each word with a capital.` };
    }
  },
};
