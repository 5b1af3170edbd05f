import type { Span } from "../../lwm2m/base/span.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import type { Output } from "../io.js";
import type { LineMap } from "../text/lineMap.js";
import type { CheckedFile, Reporter } from "./report.js";

/** The shape of the JSON report; what is there keeps its meaning as long as this number stays. */
const formatVersion = 1;

/**
 * For programs: one JSON object. Lines and columns start at 1, offsets at 0; columns and offsets count UTF-16 code
 * units, and only offsets count a byte order mark. Every checked file is listed, also those without findings.
 */
export function jsonReport(output: Output): Reporter {
  const files: object[] = [];
  return {
    file: (file) => {
      files.push(fileJson(file));
    },
    end: (summary, troubles) => {
      const unreadable = troubles.map(({ path, message }) => ({ path, message }));
      output.write(`${JSON.stringify({ version: formatVersion, summary, unreadable, files }, undefined, 2)}\n`);
    },
  };
}

function fileJson({ path, lines, diagnostics, fixCount }: CheckedFile): object {
  return { path, fixesApplied: fixCount, diagnostics: diagnostics.map((one) => diagnosticJson(lines, one)) };
}

function diagnosticJson(lines: LineMap, diagnostic: Diagnostic): object {
  const { ruleId, oma, level, message, span, related, fixes } = diagnostic;
  return {
    rule: ruleId,
    oma: oma ?? null,
    level,
    message,
    ...placesJson(lines, span),
    related: related.map((place) => ({ message: place.message, ...placesJson(lines, place.span) })),
    fixes: fixes.map(({ title, isSafe, edits }) => ({
      title,
      isSafe,
      edits: edits.map((edit) => ({ ...placesJson(lines, edit), newText: edit.newText })),
    })),
  };
}

function placesJson(lines: LineMap, { start, end }: Span): object {
  return { start: { offset: start, ...lines.place(start) }, end: { offset: end, ...lines.place(end) } };
}
