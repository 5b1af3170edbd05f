import { itemExample } from "./example.js";
import { reusableDifferences, reusableExample, reusableFinding, reusableReason } from "./reusableFields.js";
import type { Rule } from "./rule.js";

/** Checks the range of reusable resources. */
export const reusableRange: Rule = {
  id: "reusable-range",
  oma: 463,
  level: "error",
  title: "A reusable resource has the range that OMA's Common.xml gives it.",
  explanation:
    `${reusableReason}\n\n` +
    "What this object allows of the range belongs into Description2. A range that Common.xml itself writes wrongly stays as " +
    "it is until OMA mends it there; the rules about ranges are silent about it.",
  source: "OMA validation error 463; OMA's Common.xml",
  bad: itemExample({ ...reusableExample, RangeEnumeration: "«0..1023»" }),
  good: itemExample(reusableExample),
  *check(file, ctx) {
    for (const difference of reusableDifferences(file, ctx, "RangeEnumeration"))
      yield reusableFinding(difference, "range");
  },
};
