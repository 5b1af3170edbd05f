import type { RangeProblem, RangeProblemCode } from "../range.js";
import { itemExample } from "./example.js";
import { isUpright, rangeFinding, rangeProblems, writeRange, type ItemRange } from "./ranges.js";
import type { Fix, Rule } from "./rule.js";

/** What to do about each kind of text, where nothing better can be said than the replacement. */
const advice: Readonly<Partial<Record<RangeProblemCode, string>>> = {
  "free-text": "Write min..max, a list of numbers, or nothing; put the text into Description",
  comparison: "Write both bounds as min..max, or nothing",
  brackets: "Write min..max, or a list of numbers, without brackets",
  semicolon: "Separate the values of a list by commas",
  "open-ended": "Write both bounds as min..max, or nothing if one side has no limit",
  "number-form": "Write plain decimal numbers, without plus sign, exponent or hexadecimal digits",
  "unquoted-text": 'Put each text of a list into quotation marks, as in "on","off"',
  quotes: 'Use the quotation mark " around texts',
  "empty-item": "Remove the comma that stands for nothing",
};

const codes = Object.keys(advice).filter(isCode);

/** Finds everything in RangeEnumeration that is neither a range nor a list, and has no rule of its own. */
export const rangeFreeText: Rule = {
  id: "range-free-text",
  level: "warning",
  title: "RangeEnumeration is empty, a range min..max, or a list of values.",
  explanation:
    'The grammar is small: 0..100, or 1,2,5, or "on","off". Anything else is prose for a tool, which then checks nothing ' +
    "and generates nothing. There is no open end, no comparison, no bracket and no semicolon; what cannot be written as " +
    "a range belongs into Description, and the element stays empty.\n\n" +
    "Five of the newest published objects have such texts. That of the reusable resource 4013, 8-Bits, is one of them, " +
    "and can only be mended in Common.xml.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ RangeEnumeration: "«[1:4]»" }),
  good: itemExample({ RangeEnumeration: "1..4" }),
  *check(file, ctx) {
    for (const { range, problem } of rangeProblems(file, codes)) {
      const fix = fixFor(range, problem);
      const meant = fix === undefined ? "" : `: ${problem.replacement ?? ""}`;
      const message = `${advice[problem.code] ?? ""}${meant}.`;
      yield rangeFinding(range, ctx, { part: problem.span, message, fixes: fix === undefined ? [] : [fix] });
    }
  },
};

function isCode(code: string): code is RangeProblemCode {
  return code in advice;
}

/** Slips of punctuation leave no doubt what was meant; the other readings are guesses. */
const slips: readonly RangeProblemCode[] = ["semicolon", "empty-item", "quotes"];

function fixFor(range: ItemRange, { code, replacement }: RangeProblem): Fix | undefined {
  const { value } = range.parsed;
  if (replacement === undefined || (value.kind === "texts" && range.type !== "String")) return undefined;
  const isKept = value.kind !== "interval" || isUpright(range);
  return writeRange(range, replacement, isKept && slips.includes(code));
}
