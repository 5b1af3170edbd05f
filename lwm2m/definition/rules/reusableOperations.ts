import { itemExample } from "./example.js";
import { reusableDifferences, reusableExample, reusableFinding, reusableReason } from "./reusableFields.js";
import type { Rule } from "./rule.js";

/** Checks the operations of reusable resources. */
export const reusableOperations: Rule = {
  id: "reusable-operations",
  oma: 461,
  level: "error",
  title: "A reusable resource has the operations that OMA's Common.xml gives it.",
  explanation:
    `${reusableReason}\n\n` +
    "An object cannot make a reusable resource read-only or writable. If it needs other operations, it needs a resource " +
    "of its own with an ID below 2048, or another reusable one. All published files keep the operations of Common.xml.",
  source: "OMA validation error 461; OMA's Common.xml",
  bad: itemExample({ ...reusableExample, Operations: "«R»" }),
  good: itemExample(reusableExample),
  *check(file, ctx) {
    for (const difference of reusableDifferences(file, ctx, "Operations"))
      yield reusableFinding(difference, "operations");
  },
};
