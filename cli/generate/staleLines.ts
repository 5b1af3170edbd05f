import type { OutputPlan } from "../../lwm2m/codegen/output/plan.js";
import { printable } from "../text/printable.js";
import { placedLine } from "./placedLine.js";

/** A longer line is cut in what is shown of it. */
const longestLine = 120;

const start = { line: 1, column: 1 };

/**
 * What is not as it would be generated, a line each with the place of the first difference; for a changed file also the
 * lines there, as they are and as they should be.
 * @param pathOf how the user is told a path below the output folder
 */
export function staleLines(plan: OutputPlan, pathOf: (path: string) => string): readonly string[] {
  return [
    ...plan.refused.map(({ path, message }) => placedLine(pathOf(path), start, "error", message)),
    ...plan.created.map(({ path }) => placedLine(pathOf(path), start, "error", "This file is missing.")),
    ...plan.changed.map(({ path, before, text }) => changedLines(pathOf(path), before, text)),
    ...plan.removed.map((path) =>
      placedLine(pathOf(path), start, "error", "Nothing generates this file any more; it would be removed."),
    ),
  ];
}

function changedLines(path: string, before: string, after: string): string {
  const [old, wanted] = [before.split("\n"), after.split("\n")];
  const differs = wanted.findIndex((line, index) => line !== old[index]);
  const first = differs === -1 ? wanted.length - 1 : differs;
  const count = differentLines(old, wanted);
  const message = `This file is not up to date: ${count === 1 ? "1 line differs" : `${count} lines differ`}.`;
  const shown = [
    ...(first < old.length ? [`  - ${cut(old[first] ?? "")}\n`] : []),
    ...(first < wanted.length ? [`  + ${cut(wanted[first] ?? "")}\n`] : []),
  ];
  return placedLine(path, { line: first + 1, column: 1 }, "error", message) + shown.join("");
}

/** How many lines are only in one of two texts; a line that is in both at another place counts as the same. */
function differentLines(old: readonly string[], wanted: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of old) counts.set(line, (counts.get(line) ?? 0) + 1);
  let missing = 0;
  for (const line of wanted) {
    const left = counts.get(line) ?? 0;
    if (left === 0) missing++;
    else counts.set(line, left - 1);
  }
  const extra = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return Math.max(missing, extra, 1);
}

function cut(line: string): string {
  const text = printable(line);
  return text.length <= longestLine ? text : `${text.slice(0, longestLine)}…`;
}
