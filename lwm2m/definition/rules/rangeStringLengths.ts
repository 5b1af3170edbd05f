import { formatDecimal } from "../decimal.js";
import { itemExample } from "./example.js";
import { rangeFinding, soundRanges, writeRange } from "./ranges.js";
import type { Rule } from "./rule.js";

/** Points at lists of numbers on a String, which are lengths and not values. */
export const rangeStringLengths: Rule = {
  id: "range-string-lengths",
  level: "info",
  title: "Numbers in the range of a String are lengths; texts stand in quotation marks.",
  explanation:
    'A list of numbers on a String allows texts of exactly these lengths in octets. A String that may be "10" or "26" ' +
    "needs quotation marks around each text. Whoever reads the list cannot tell whether the author knew.\n\n" +
    "In the registry one resource has such a list, 22 of object 12, and there it does mean lengths: 10,26.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ Type: "String", RangeEnumeration: "«10,26»" }),
  good: itemExample({ Type: "String", RangeEnumeration: '"10","26"' }),
  *check(file, ctx) {
    for (const range of soundRanges(file)) {
      const { value } = range.parsed;
      if (range.type !== "String" || value.kind !== "numbers" || value.items.length < 2) continue;
      const quoted = value.items.map(({ number }) => `"${formatDecimal(number)}"`).join(",");
      yield rangeFinding(range, ctx, {
        message: `Write ${quoted} if these are the legal texts; without quotation marks they are lengths in octets.`,
        fixes: [writeRange(range, quoted, false)],
      });
    }
  },
};
