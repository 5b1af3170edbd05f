import { replace, setText } from "../edits.js";
import type { Field } from "../definitionFile.js";
import { itemExample } from "./example.js";
import { rangeFinding, rangeProblems, writeRange, type ItemRange } from "./ranges.js";
import type { Edit, Fix, Rule } from "./rule.js";

/** Finds ranges that say what each value means. */
export const rangeValueLabels: Rule = {
  id: "range-value-labels",
  level: "warning",
  title: "A range lists values; what they mean stands in the description.",
  explanation:
    "The grammar of RangeEnumeration has no place for names, so a tool that meets them can check nothing. Write the " +
    "values alone, as 0,1,2, and what they mean in Description, one value a line as 0: off, where people look for it. " +
    "The fix moves the lines.\n\n" +
    "Six of the newest published objects have such ranges.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ RangeEnumeration: "«0: off\n1: on»", Description: "State of the pump." }),
  good: itemExample({ RangeEnumeration: "0,1", Description: "State of the pump.\n0: off\n1: on" }),
  *check(file, ctx) {
    for (const { range, problem } of rangeProblems(file, ["labels"])) {
      const { replacement = "" } = problem;
      const fix = moveLabels(range, replacement);
      yield rangeFinding(range, ctx, {
        part: problem.span,
        message: `Write ${replacement}, and what the values mean in Description.`,
        fixes: fix === undefined ? [] : [fix],
      });
    }
  },
};

/** Undefined where the labels would be lost or need other markup. */
function moveLabels(range: ItemRange, values: string): Fix | undefined {
  const description = range.item.field("Description");
  if (description === undefined || description.element.damaged) return undefined;
  const lines = range.field.value.split(/\s*\n\s*/u);
  if (lines.every((line) => description.value.includes(line))) return writeRange(range, values, true);
  if (/[<>&]/u.test(range.field.value)) return undefined;
  const edits = [...writeRange(range, values, true).edits, append(description, lines)];
  return { title: `Write ${values}, and move the rest to Description`, edits, isSafe: true };
}

function append({ element, value, span }: Field, lines: readonly string[]): Edit {
  if (value === "") return setText(element, lines.join("\n"));
  return replace({ start: span.end, end: span.end }, ["", ...lines].join("\n"));
}
