import { parseDefinitionFile } from "../definitionFile.js";
import { validate, type ValidationOptions } from "../validate.js";
import { unmark, type Example } from "./example.js";
import type { Diagnostic, Rule } from "./rule.js";

/** A longer line is cut on a page. */
const longestLine = 160;

/** Lines around the interesting ones that stay. */
const context = 2;

/** What a rule finds in one of its examples, whatever level it has by itself. */
export function findingsIn(example: Example, rule: Rule, options: ValidationOptions): readonly Diagnostic[] {
  const file = parseDefinitionFile(unmark(example.file).text);
  const levels = new Map([[rule.id, "error"]] as const);
  return validate(file, { ...options, fileName: example.fileName, levels }, [rule]);
}

/** One of a rule's two examples as a page shows it, with what the rule says below each place. */
export function explainedExcerpt(rule: Rule, which: "bad" | "good", options: ValidationOptions): string {
  const example = rule[which];
  const other = which === "bad" ? rule.good : rule.bad;
  const messages = findingsIn(example, rule, options).map(({ message }) => message);
  return markedExcerpt(example.excerpt, messages, other.excerpt);
}

/**
 * An example's excerpt without its marks and outer indentation, and under each marked place a line that points at it.
 * Lines that are the same in the other example and far from any difference are folded into one with dots.
 */
export function markedExcerpt(excerpt: string, messages: readonly string[], other = ""): string {
  const { text, spans } = unmark(excerpt);
  const lines = text.replace(/\n$/u, "").split("\n");
  const indentation = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/u)));
  const isShown = differingLines(lines, unmark(other).text.replace(/\n$/u, "").split("\n"));
  const shown: string[] = [];
  let start = 0;
  lines.forEach((line, number) => {
    const end = start + line.length;
    const pointers = spans.flatMap((span, index) => {
      if (span.start < start || span.start > end) return [];
      const width = Math.max(1, Math.min(span.end, end) - span.start);
      const column = Math.max(0, span.start - start - indentation);
      return `${" ".repeat(column)}${"^".repeat(width)} ${messages[index] ?? ""}`.trimEnd();
    });
    if (isShown(number) || pointers.length > 0) shown.push(cut(visible(line.slice(indentation))), ...pointers);
    else if (shown.at(-1)?.trim() !== "…") shown.push(`${" ".repeat(line.search(/\S/u) - indentation)}…`);
    start = end + 1;
  });
  return shown.join("\n");
}

/** Tells which lines to show: the first and the last one, and those that differ from the other text or are near it. */
function differingLines(lines: readonly string[], others: readonly string[]): (line: number) => boolean {
  let front = 0;
  while (front < lines.length && lines[front] === others[front]) front++;
  let back = 0;
  while (back < lines.length - front && lines.at(-1 - back) === others.at(-1 - back)) back++;
  const last = lines.length - 1;
  const from = front - context;
  const to = last - back + context;
  // A single line is not worth folding.
  return (line) =>
    line === 0 ||
    line === last ||
    (line >= from && line <= to) ||
    (line === 1 && from === 2) ||
    (line === last - 1 && to === last - 2);
}

/** Characters that nobody would see. */
function visible(line: string): string {
  return line.replace(/\r/gu, "␍").replace(/\u00a0/gu, "⍽");
}

function cut(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
}
