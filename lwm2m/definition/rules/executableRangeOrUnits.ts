import { allItems, type Field } from "../definitionFile.js";
import { setText } from "../edits.js";
import { parseRange } from "../range.js";
import { itemExample } from "./example.js";
import { soundValue } from "./fields.js";
import type { Finding, Rule } from "./rule.js";

/**
 * Finds executable resources with a range or a unit. A range with a hyphen is left to `range-separator`, because OMA's
 * validator refuses it wherever it stands.
 */
export const executableRangeOrUnits: Rule = {
  id: "executable-range-or-units",
  level: "warning",
  title: "An executable resource has neither a range nor a unit.",
  explanation:
    "Execute has no value that could be in a range or measured in a unit. What is written there can only be meant for " +
    "the arguments, and nobody looks for it in these elements: describe them in Description. If the resource does have " +
    "a value, its operations are wrong.\n\n" +
    "OMA's validator does not check this, but no published object breaks the rule.",
  source: "LwM2M TS 1.2 Appendix D.1, by what Execute means in §6.3.5",
  bad: itemExample({ Name: "Wait", Operations: "E", Type: "", RangeEnumeration: "«0..60»", Units: "«s»" }),
  good: itemExample({ Name: "Wait", Operations: "E", Type: "" }),
  *check(file) {
    for (const item of allItems(file)) {
      if (soundValue(item.field("Operations")) !== "E") continue;
      yield* check(item.field("RangeEnumeration"));
      yield* check(item.field("Units"));
    }
  },
};

function* check(field: Field | undefined): Generator<Finding> {
  if (field === undefined || field.value === "") return;
  const isRange = field.name === "RangeEnumeration";
  if (isRange && parseRange(field.value).problems.some(({ code }) => code === "separator")) return;
  const what = isRange ? "a range" : "a unit";
  yield {
    span: field.span,
    message: `Leave ${field.name} empty; an executable resource has no value that could have ${what}.`,
    fixes: [{ title: `Empty ${field.name}`, edits: [setText(field.element, "")], isSafe: false }],
  };
}
