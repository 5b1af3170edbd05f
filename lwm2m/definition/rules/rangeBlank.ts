import { replace, setText } from "../edits.js";
import { itemExample } from "./example.js";
import { placeOf, rangeProblems, type FoundProblem } from "./ranges.js";
import type { Edit, Finding, Rule } from "./rule.js";

/**
 * Finds white space in a range that means nothing. Reusable resources are no exception, for OMA compares without blanks
 * at the edges. Object 10 has two values that end in a blank and carry a unit word besides: both are reported, each at
 * its place.
 */
export const rangeBlank: Rule = {
  id: "range-blank",
  level: "info",
  title: "RangeEnumeration has no blanks around its value, and none instead of one.",
  explanation:
    "The grammar has no white space. Tools that do not remove it take an element with nothing but a line break for a " +
    "range that they cannot read, instead of none. Blanks behind the commas of a list are common and do no harm.\n\n" +
    "Ten of the newest published objects have such blanks, mostly a line break where the element should be empty.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ RangeEnumeration: "0..100« »" }),
  good: itemExample({ RangeEnumeration: "0..100" }),
  *check(file) {
    for (const found of rangeProblems(file, ["blank"], { withExecutable: true })) yield finding(file.text, found);
  },
};

function finding(text: string, { range, problem }: FoundProblem): Finding {
  const place = placeOf(range, problem.span);
  const isExact = text.slice(place.start, place.end) === range.field.raw.slice(problem.span.start, problem.span.end);
  const { replacement = "" } = problem;
  const element = range.field.element;
  const isInside = isBetweenBounds({ range, problem });
  const edit: Edit = isInside || !isExact ? setText(element, replacement) : replace(place, "");
  const message = isInside
    ? `Write ${replacement} without blanks.`
    : replacement === ""
      ? "Remove the blanks; an empty element says that there is no limit."
      : "Remove the blanks around the range.";
  return { span: place, message, fixes: [{ title: "Remove the blanks", edits: [edit], isSafe: true }] };
}

function isBetweenBounds({ range, problem }: FoundProblem): boolean {
  return range.field.raw.slice(problem.span.start, problem.span.end).includes("..");
}
