import { itemExample } from "./example.js";
import { reusableDifferences, reusableExample, reusableFinding, reusableReason } from "./reusableFields.js";
import type { Rule } from "./rule.js";

/** Checks the type of reusable resources. */
export const reusableType: Rule = {
  id: "reusable-type",
  oma: 462,
  level: "error",
  title: "A reusable resource has the type that OMA's Common.xml gives it.",
  explanation:
    `${reusableReason}\n\n` +
    "A server that decodes a Float where the device sends an Integer shows nonsense or nothing. Among all published files one " +
    "differs: resource 6038 in version 1.0 of object 3380.",
  source: "OMA validation error 462; OMA's Common.xml",
  bad: itemExample({ ...reusableExample, Type: "«Float»" }),
  good: itemExample(reusableExample),
  *check(file, ctx) {
    for (const difference of reusableDifferences(file, ctx, "Type")) yield reusableFinding(difference, "type");
  },
};
