import { wholeValue } from "../decimal.js";
import { itemExample } from "./example.js";
import { rangeFinding, soundRanges, type ItemRange } from "./ranges.js";
import { boundsOf, numberParts } from "./rangeNumbers.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** The largest number up to which a 64-bit floating point number holds every whole number. */
const largestExact = 2n ** 53n - 1n;

/** Points at bounds that floating point numbers cannot hold. */
export const rangeLargeBound: Rule = {
  id: "range-large-bound",
  level: "info",
  title: "A bound beyond 2^53 − 1 is only written where it is needed.",
  explanation:
    "JavaScript, spreadsheets and many JSON tools hold numbers in 64 bits of floating point, in which whole numbers above " +
    "2^53 − 1 (9007199254740991) lose their last digits: 18446744073709551615 becomes 18446744073709552000, which is no " +
    "legal value any more. Code for such a resource needs integers of 64 bits. If every value of the type is legal, say " +
    "so with an empty range.\n\n" +
    "Published objects have 12 such bounds: 18446744073709551615 in eight resources and 9223372036854775807 in four.",
  source: "LwM2M TS 1.2 Appendix C and D.1",
  bad: itemExample({ RangeEnumeration: "0..«9223372036854775807»" }),
  good: itemExample({ RangeEnumeration: "0..4294967295" }),
  *check(file, ctx) {
    for (const range of soundRanges(file)) yield* check(range, ctx);
  },
};

function* check(range: ItemRange, ctx: RuleContext): Generator<Finding> {
  const limits = boundsOf(range.type);
  if (limits === undefined) return;
  for (const part of numberParts(range.parsed.value)) {
    const whole = wholeValue(part.number);
    if (whole === undefined || (-largestExact <= whole && whole <= largestExact)) continue;
    if (whole < limits.least || whole > limits.most) continue;
    const why = "floating point numbers cannot hold it exactly";
    const instead = whole === limits.most || whole === limits.least ? "leave the range empty" : "write a smaller one";
    yield rangeFinding(range, ctx, { part, message: `Keep this bound only if it is needed, else ${instead}; ${why}.` });
  }
}
