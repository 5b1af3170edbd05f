import { isReusableText } from "../registry/reusable.js";
import { itemExample } from "./example.js";
import { isUpright, rangeFinding, rangeProblems, writeRange } from "./ranges.js";
import type { Rule } from "./rule.js";

/**
 * Finds ranges with a hyphen, a dash, a colon or a word between their bounds. Silent where Common.xml has the same text.
 * A range that has a unit word as well, such as `0-255 bytes`, is reported once, by `range-unit-word`.
 */
export const rangeSeparator: Rule = {
  id: "range-separator",
  oma: 418,
  level: "error",
  title: "The bounds of a range have two dots between them, and not a hyphen or a word.",
  explanation:
    "A hyphen may also be a minus sign, and a word is no part of the grammar at all: OMA's validator takes two dots " +
    "only. Tools that look for two dots take 0-600 as free text and check nothing.\n\n" +
    "Hyphens are the most frequent mistake in ranges that people submit. No newest published object has one; five old " +
    "versions have 18 of them.",
  source: "LwM2M TS 1.2 Appendix D.1; OMA validation error 418",
  bad: itemExample({ RangeEnumeration: "0«-»600", Units: "s" }),
  good: itemExample({ RangeEnumeration: "0..600", Units: "s" }),
  *check(file, ctx) {
    for (const { range, problem } of rangeProblems(file, ["separator"], { withExecutable: true })) {
      if (isReusableText(range.item, "RangeEnumeration", ctx.registry)) continue;
      const { replacement = "" } = problem;
      yield rangeFinding(range, ctx, {
        part: problem.span,
        message: `Write ${replacement} with two dots.`,
        fixes: [writeRange(range, replacement, isUpright(range))],
      });
    }
  },
};
