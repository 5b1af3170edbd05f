import { itemExample } from "./example.js";
import { rangeFinding, rangeProblems, writeRange } from "./ranges.js";
import type { Rule } from "./rule.js";

/** Finds ranges that no value is in. */
export const rangeUpsideDown: Rule = {
  id: "range-upside-down",
  level: "error",
  title: "The lower bound of a range comes first.",
  explanation:
    "No value is between a lower bound that is above the upper one, so a LwM2M Client that checks ranges refuses every " +
    "write, and generated tests find no value to try. With negative numbers it is easily overlooked: -120 is less than " +
    "-30.\n\nOne published object, 10309, has such a range in one resource.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ RangeEnumeration: "«-30..-120»", Units: "dBm" }),
  good: itemExample({ RangeEnumeration: "-120..-30", Units: "dBm" }),
  *check(file, ctx) {
    for (const { range, problem } of rangeProblems(file, ["upside-down"])) {
      const { replacement = "" } = problem;
      yield rangeFinding(range, ctx, {
        part: problem.span,
        message: `Write ${replacement}; the lower bound comes first.`,
        fixes: [writeRange(range, replacement, false)],
      });
    }
  },
};
