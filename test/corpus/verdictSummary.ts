import { rules } from "../../lwm2m/definition/rules/index.js";
import type { Diagnostic, Rule } from "../../lwm2m/definition/rules/rule.js";
import type { PublishedFile } from "./registryFolder.js";

/** What the rules say about a published file. */
export interface Verdicts {
  readonly file: PublishedFile;
  readonly diagnostics: readonly Diagnostic[];
}

const introduction = `What the rules say about the published object definitions (751 files, 327 of them the newest versions).
First how often each rule reports: newest files / all files (findings in all files).
Then each finding: file, place as line:column, level, rule.
`;

/** All verdicts as text for a reader: totals by rule, then a line a finding. It holds no text of the files. */
export function verdictSummary(verdicts: readonly Verdicts[]): string {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const totals = rules.map((rule) => `${rule.id.padEnd(width)}  ${total(rule, verdicts)}`);
  const findings = verdicts.flatMap(({ file, diagnostics }) => {
    const place = placesIn(file.text);
    return diagnostics.map(({ span, level, ruleId }) => {
      return `${file.path}:${place(span.start)}-${place(span.end)} ${level} ${ruleId}`;
    });
  });
  return [introduction, ...totals, "", ...findings, ""].join("\n");
}

function total(rule: Rule, verdicts: readonly Verdicts[]): string {
  const counts = verdicts.map(({ file, diagnostics }) => ({
    isLatest: file.isLatest,
    findings: diagnostics.filter(({ ruleId }) => ruleId === rule.id).length,
  }));
  const files = counts.filter(({ findings }) => findings > 0);
  const newest = files.filter(({ isLatest }) => isLatest).length;
  const findings = files.reduce((sum, file) => sum + file.findings, 0);
  const oma = rule.oma === undefined ? "" : `OMA ${rule.oma}`;
  return `${oma.padEnd(7)}  ${rule.level.padEnd(7)}  ${newest}/${files.length} (${findings})`;
}

/** Turns offsets into `line:column`, both from 1. */
function placesIn(text: string): (offset: number) => string {
  const starts = [0, ...Array.from(text.matchAll(/\n/gu), ({ index }) => index + 1)];
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return `${line + 1}:${offset - (starts[line] ?? 0) + 1}`;
  };
}
