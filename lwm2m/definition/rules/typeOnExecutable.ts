import { setText } from "../edits.js";
import { itemExample } from "./example.js";
import { itemFieldsNamed, soundValue } from "./fields.js";
import type { Rule } from "./rule.js";

/** Finds executable resources with a data type. */
export const typeOnExecutable: Rule = {
  id: "type-on-executable",
  oma: 413,
  level: "error",
  title: "The type of an executable resource is empty.",
  explanation:
    "Execute starts an action. It takes arguments, whose form LwM2M fixes for all resources, but there is no value to " +
    "read or write, so that a data type means nothing. Leave the element Type in place and empty. Say in the " +
    "description which arguments the action takes.\n\n" +
    "If the resource does have a value, its operations are wrong: R, W or RW. That is why the fix is not applied unasked.",
  source: "LwM2M TS 1.2 Appendix D.1; OMA validation error 413",
  bad: itemExample({ Name: "Reset", Operations: "E", Type: "«String»" }),
  good: itemExample({ Name: "Reset", Operations: "E", Type: "" }),
  *check(file) {
    for (const field of itemFieldsNamed(file, "Type")) {
      if (field.value === "" || soundValue(field.item.field("Operations")) !== "E") continue;
      const edits = [setText(field.element, "")];
      yield {
        span: field.span,
        message: "Leave Type empty; an executable resource has no value.",
        fixes: [{ title: "Empty Type", edits, isSafe: false }],
      };
    }
  },
};
