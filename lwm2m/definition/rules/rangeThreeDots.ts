import { itemExample } from "./example.js";
import { isUpright, rangeFinding, rangeProblems, writeRange } from "./ranges.js";
import type { Rule } from "./rule.js";

/** Finds ranges with three dots or more. */
export const rangeThreeDots: Rule = {
  id: "range-three-dots",
  level: "warning",
  title: "The bounds of a range have two dots between them.",
  explanation:
    "Tools that read ranges split them at two dots. A third one ends up in the upper bound, and 1...15 is read as 1 to " +
    "0.15, or not at all. Some editors also turn three dots into a single ellipsis character.\n\n" +
    "One published object, 27, has four such ranges.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ RangeEnumeration: "1«...»15" }),
  good: itemExample({ RangeEnumeration: "1..15" }),
  *check(file, ctx) {
    for (const { range, problem } of rangeProblems(file, ["three-dots"])) {
      const { replacement = "" } = problem;
      yield rangeFinding(range, ctx, {
        part: problem.span,
        message: `Write ${replacement} with two dots.`,
        fixes: [writeRange(range, replacement, isUpright(range))],
      });
    }
  },
};
