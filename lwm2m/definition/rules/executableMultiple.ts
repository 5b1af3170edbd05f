import { setText } from "../edits.js";
import { itemExample } from "./example.js";
import { itemFieldsNamed, soundValue } from "./fields.js";
import type { Rule } from "./rule.js";

/** Finds executable resources with several instances. */
export const executableMultiple: Rule = {
  id: "executable-multiple",
  level: "error",
  title: "An executable resource is single.",
  explanation:
    "Execute addresses a resource, never one of its instances, so that several instances of an executable resource " +
    "could not be told apart. Some code generators stop at such a resource. Give each action a resource of its own, or " +
    "tell them apart by an argument.",
  source: "LwM2M TS 1.2 §6.3.5 and Appendix D.1",
  bad: itemExample({ Name: "Reset", Operations: "E", MultipleInstances: "«Multiple»", Type: "" }),
  good: itemExample({ Name: "Reset", Operations: "E", MultipleInstances: "Single", Type: "" }),
  *check(file) {
    for (const field of itemFieldsNamed(file, "MultipleInstances")) {
      if (field.value !== "Multiple" || soundValue(field.item.field("Operations")) !== "E") continue;
      const edits = [setText(field.element, "Single")];
      // Without a type the resource can be nothing but executable.
      const isSafe = soundValue(field.item.field("Type")) === "";
      const message = "Write Single; an executable resource has no instances.";
      yield { span: field.span, message, fixes: [{ title: "Write Single", edits, isSafe }] };
    }
  },
};
