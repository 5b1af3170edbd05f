import { levels, type Level } from "../../lwm2m/base/level.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import type { Output } from "../io.js";
import { excerpt } from "../text/excerpt.js";
import { printable } from "../text/printable.js";
import type { Style } from "../text/style.js";
import { counted, listed } from "../../lwm2m/base/words.js";
import { omaNumber, type CheckedFile, type Reporter, type Summary } from "./report.js";

/** How wide an excerpt may be where the width of the terminal is unknown. */
const usualColumns = 120;

const gutter = "      ";

/** For people: each finding with the line it is about, and a summary. */
export function textReport(output: Output, style: Style): Reporter {
  const columns = Math.max(40, output.columns ?? usualColumns) - gutter.length - 3;
  return {
    file: (file) => {
      output.write(file.diagnostics.map((diagnostic) => findingText(file, diagnostic, style, columns)).join(""));
    },
    end: (summary) => {
      if (summary.definitions > 0) output.write(summaryText(summary, style));
    },
  };
}

function placeText({ path, lines }: CheckedFile, offset: number): string {
  const { line, column } = lines.place(offset);
  return `${printable(path)}:${line}:${column}`;
}

function findingText(file: CheckedFile, diagnostic: Diagnostic, style: Style, columns: number): string {
  const { ruleId, oma, level, span, message, related } = diagnostic;
  const name = oma === undefined ? ruleId : `${ruleId}, ${omaNumber(oma)}`;
  const place = style("bold", `${placeText(file, span.start)}:`);
  const { line, source, carets } = excerpt(file.lines, span, columns);
  const noted = related.map(
    (other) => `${gutter}  ${placeText(file, other.span.start)}: ${printable(other.message)}\n`,
  );
  return [
    `${place} ${style(level, `${level}:`)} ${printable(message)} ${style("dim", `[${name}]`)}\n`,
    `${style("dim", `${String(line).padStart(5)} |`)} ${source}\n`,
    `${style("dim", `${gutter}|`)} ${carets.blanks}${style(level, carets.marks)}\n`,
    ...noted,
    "\n",
  ].join("");
}

function summaryText(summary: Summary, style: Style): string {
  const { definitions, definitionsWithFindings, otherFiles, fixable, fixes, fixedFiles } = summary;
  const sentences: string[] = [];
  if (fixes > 0) sentences.push(`Fixed ${counted(fixes, "problem")} in ${counted(fixedFiles, "file")}.`);
  const found = levels.filter((level) => summary.levels[level] > 0);
  const worst = found[0];
  if (worst === undefined) {
    sentences.push(`${style("good", "No problems")} in ${counted(definitions, "object definition")}.`);
  } else {
    const counts = listed(found.map((level) => levelCount(level, summary.levels[level])));
    const files = `${definitionsWithFindings} of ${counted(definitions, "object definition")}`;
    sentences.push(`${style(worst, counts)} in ${files}.`);
  }
  if (fixable > 0) sentences.push(`${fixable} can be fixed with --fix.`);
  if (otherFiles > 0) sentences.push(`${counted(otherFiles, "other file")} passed over.`);
  return `${sentences.join(" ")}\n`;
}

function levelCount(level: Level, count: number): string {
  return level === "info" ? `${count} info` : counted(count, level);
}
