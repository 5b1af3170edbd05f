import { itemExample } from "./example.js";
import { reusableDifferences, reusableExample, reusableFinding, reusableReason } from "./reusableFields.js";
import type { Rule } from "./rule.js";

/** Checks the units of reusable resources. */
export const reusableUnits: Rule = {
  id: "reusable-units",
  oma: 464,
  level: "error",
  title: "A reusable resource has the units that OMA's Common.xml gives it.",
  explanation:
    `${reusableReason}\n\n` +
    "An object that measures in another unit needs a resource of its own, with an ID below 2048, or reports the unit in " +
    "resource 5701, where the reusable resource has none. All published files keep the units of Common.xml.",
  source: "OMA validation error 464; OMA's Common.xml",
  bad: itemExample({ ...reusableExample, Units: "«mm»" }),
  good: itemExample(reusableExample),
  *check(file, ctx) {
    for (const difference of reusableDifferences(file, ctx, "Units")) yield reusableFinding(difference, "units");
  },
};
