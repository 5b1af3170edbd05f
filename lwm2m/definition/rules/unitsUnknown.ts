import { setText } from "../edits.js";
import { suggestUnits } from "../unitSuggestion.js";
import { unitBySymbol } from "../units.js";
import { itemExample } from "./example.js";
import { itemFieldsNamed } from "./fields.js";
import { quote } from "../../base/quote.js";
import type { Rule } from "./rule.js";

/** What OMA's guideline allows while a unit is not decided. */
const undecided = "TBD";

/** Checks the unit of each resource. */
export const unitsUnknown: Rule = {
  id: "units-unknown",
  oma: 417,
  level: "error",
  title: "Units is empty or a unit symbol of SenML.",
  explanation:
    "Units are symbols of the SenML registry at IANA, such as Cel, %RH or m/s, compared letter by letter. OMA adds Ws. A " +
    "resource without a unit has an empty element, and TBD stands for a unit that is not decided yet.\n\n" +
    "Words and everyday abbreviations are the most frequent mistake here: write s for seconds, bit/s for bps, deg for " +
    "degrees. The fix is applied unasked only if the symbol is of the same size for certain. SenML has no kilobyte or " +
    "megabyte: convert the values to B or KiB. Among all published files one breaks the rule, version 1.0 of object 3.",
  source: "RFC 8428 §12.1, RFC 8798 and the IANA registry of SenML units; OMA validation error 417",
  bad: itemExample({ Units: "«Seconds»" }),
  good: itemExample({ Units: "s" }),
  *check(file) {
    for (const { value, span, element } of itemFieldsNamed(file, "Units")) {
      if (value === "" || value === undecided || unitBySymbol(value) !== undefined) continue;
      const suggestions = suggestUnits(value);
      const fixes = suggestions.map(({ unit, isSameSize }) => {
        return {
          title: `Write ${unit}`,
          edits: [setText(element, unit)],
          isSafe: isSameSize && suggestions.length === 1,
        };
      });
      const first = suggestions[0];
      const instead =
        first === undefined
          ? `Write a unit symbol of SenML, or leave Units empty, instead of ${quote(value)}.`
          : first.isSameSize
            ? `Write ${first.unit} instead of ${quote(value)}.`
            : `Write a unit symbol of SenML instead of ${quote(value)}; the nearest is ${first.unit}.`;
      yield { span, message: instead, fixes };
    }
  },
};
