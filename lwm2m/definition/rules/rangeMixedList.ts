import { itemExample } from "./example.js";
import { rangeFinding, rangeProblems, writeRange } from "./ranges.js";
import type { Rule } from "./rule.js";

/** Finds lists that hold ranges. */
export const rangeMixedList: Rule = {
  id: "range-mixed-list",
  level: "warning",
  title: "A range is either two bounds or a list, not both.",
  explanation:
    "The grammar knows one range or one list of single values. Tools that meet both in one text take it for free text. " +
    "Where the values are whole numbers and few, write them all. Otherwise write the range that holds all of them, and " +
    "say in the description which values inside it are not used.\n\n" +
    "Three published objects have such a range in one resource each: 10254, 10375 and 10479.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ RangeEnumeration: "«0..3, 99»" }),
  good: itemExample({ RangeEnumeration: "0,1,2,3,99" }),
  *check(file, ctx) {
    for (const { range, problem } of rangeProblems(file, ["mixed-list"])) {
      const { replacement } = problem;
      // Between two whole numbers a Float has others, which a list would exclude.
      if (replacement === undefined || range.type === "Float") {
        const message = "Write one range with two bounds, or a list of single values, but not both.";
        yield rangeFinding(range, ctx, { part: problem.span, message });
      } else {
        const message = `Write ${replacement}; a list holds single values only.`;
        const fixes = [writeRange(range, replacement, true)];
        yield rangeFinding(range, ctx, { part: problem.span, message, fixes });
      }
    }
  },
};
