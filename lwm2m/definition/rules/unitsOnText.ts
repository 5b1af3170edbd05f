import { setText } from "../edits.js";
import { isReusableText } from "../registry/reusable.js";
import { itemExample } from "./example.js";
import { itemFieldsNamed, soundValue } from "./fields.js";
import type { Rule } from "./rule.js";

/** The data types whose values are not measured. */
const unmeasured: readonly (string | undefined)[] = ["String", "Boolean", "Opaque", "Objlnk", "Corelnk"];

/** Finds units of values that are no numbers. */
export const unitsOnText: Rule = {
  id: "units-on-text",
  level: "warning",
  title: "Only a number has a unit.",
  explanation:
    "A tool shows the unit behind the value and converts between units, which needs a number. On a String, Boolean, " +
    "Opaque or link the unit is either a leftover, or the type should be Integer or Float. The unit of a length in " +
    "octets goes without saying.\n\n" +
    "Three of the newest published objects have a unit on a String: 3396, 3435 and 10331.",
  source: "LwM2M TS 1.2 Appendix D.1, by what SenML units mean in RFC 8428 §12.1",
  bad: itemExample({ Type: "String", Units: "«cm»" }),
  good: itemExample({ Type: "Float", Units: "cm" }),
  *check(file, ctx) {
    for (const field of itemFieldsNamed(file, "Units")) {
      const { item, value, span, element } = field;
      const type = soundValue(item.field("Type"));
      if (value === "" || !unmeasured.includes(type) || item.field("Operations")?.value === "E") continue;
      const message = `Leave Units empty, or write a number type instead of ${type ?? ""}.`;
      if (isReusableText(item, "Units", ctx.registry) && isReusableText(item, "Type", ctx.registry)) continue;
      yield { span, message, fixes: [{ title: "Empty Units", edits: [setText(element, "")], isSafe: false }] };
    }
  },
};
