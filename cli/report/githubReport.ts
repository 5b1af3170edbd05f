import type { Level } from "../../lwm2m/base/level.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import type { Output } from "../io.js";
import type { LineMap } from "../text/lineMap.js";
import { displayPath } from "./fileAddress.js";
import { omaNumber, type Reporter } from "./report.js";

/** The workflow commands of GitHub Actions, which knows three levels. */
const commands: Readonly<Record<Level, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

/**
 * For GitHub Actions: a workflow command for each finding, which it shows beside the changed line.
 * `checkout` is the folder that GitHub takes the names of files from.
 */
export function githubReport(output: Output, checkout: string): Reporter {
  return {
    file: (file) => {
      const path = displayPath(file.absolutePath, checkout);
      output.write(file.diagnostics.map((diagnostic) => commandText(path, file.lines, diagnostic)).join(""));
    },
    end: () => undefined,
  };
}

function commandText(path: string, lines: LineMap, { ruleId, oma, level, message, span }: Diagnostic): string {
  const start = lines.place(span.start);
  const end = lines.place(span.end);
  // GitHub refuses columns for a place of several lines.
  const columns =
    start.line === end.line ? { col: start.column, endColumn: Math.max(end.column, start.column + 1) } : {};
  const properties = {
    file: path,
    line: start.line,
    endLine: end.line,
    ...columns,
    title: oma === undefined ? ruleId : `${ruleId}, ${omaNumber(oma)}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[level]} ${list.join(",")}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
