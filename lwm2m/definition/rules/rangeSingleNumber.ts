import { formatDecimal } from "../decimal.js";
import { itemExample } from "./example.js";
import { rangeFinding, soundRanges, writeRange } from "./ranges.js";
import type { Rule } from "./rule.js";

/**
 * Finds numeric resources that may have one value only. All eight in the registry are reusable resources as Common.xml
 * has them, and therefore hints.
 */
export const rangeSingleNumber: Rule = {
  id: "range-single-number",
  level: "info",
  title: "The range of a number is more than one number.",
  explanation:
    "A single number is a list of one value: it says that this is the only value the resource may ever have. Mostly " +
    "the largest value was meant, and 255 should be 0..255. For String and Opaque a single number is the length in " +
    "octets and in order.\n\n" +
    "In the registry only object 20 has such ranges, in two resources. Both are reusable, 4010 and 4015, so that only a " +
    "change of Common.xml could mend them.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ RangeEnumeration: "«255»" }),
  good: itemExample({ RangeEnumeration: "0..255" }),
  *check(file, ctx) {
    for (const range of soundRanges(file)) {
      const { value } = range.parsed;
      if (value.kind !== "numbers" || value.items.length !== 1 || !isNumeric(range.type)) continue;
      const number = value.items[0]?.number;
      if (number === undefined) continue;
      const text = formatDecimal(number);
      const meant = number.digits > 0n ? `0..${text}` : undefined;
      const example = meant === undefined ? "" : ` such as ${meant}`;
      yield rangeFinding(range, ctx, {
        message: `Write the smallest and the largest value${example}; ${text} alone is the only legal value.`,
        fixes: meant === undefined ? [] : [writeRange(range, meant, false)],
      });
    }
  },
};

function isNumeric(type: string | undefined): boolean {
  return type === "Integer" || type === "Unsigned Integer" || type === "Float" || type === "Time";
}
