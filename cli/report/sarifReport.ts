import type { Level, RuleLevel } from "../../lwm2m/base/level.js";
import type { Span } from "../../lwm2m/base/span.js";
import { rules } from "../../lwm2m/definition/rules/index.js";
import type { Diagnostic, Fix, Rule } from "../../lwm2m/definition/rules/rule.js";
import type { Output } from "../io.js";
import type { LineMap } from "../text/lineMap.js";
import { baseId, fileAddress, folderUri, type FileAddress } from "./fileAddress.js";
import type { CheckedFile, Reporter, Trouble } from "./report.js";

/** SARIF knows three levels (§3.27.10); a hint is a note whose properties say what it is. */
const sarifLevels: Readonly<Record<Level, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

const ruleIndexes: ReadonlyMap<string, number> = new Map(rules.map(({ id }, index) => [id, index]));

/** What a report says about the run as a whole. */
export interface SarifRun {
  /** The current folder, which the addresses of files start at. */
  readonly cwd: string;
  /** The version of the program. */
  readonly version: string;
}

/** For tools: SARIF 2.1.0 with all rules, their levels and help, and the fixes of each result. */
export function sarifReport(output: Output, { cwd, version }: SarifRun): Reporter {
  const results: object[] = [];
  return {
    file: (file) => {
      const address = fileAddress(file.absolutePath, cwd);
      for (const diagnostic of file.diagnostics) results.push(resultJson(file, address, diagnostic));
    },
    end: (_, troubles) => {
      const toolExecutionNotifications = troubles.map((trouble) => notificationJson(trouble, cwd));
      const run = {
        tool: { driver: { name: "LwM2M Workbench", semanticVersion: version, rules: rules.map(ruleJson) } },
        invocations: [{ executionSuccessful: troubles.length === 0, toolExecutionNotifications }],
        originalUriBaseIds: { [baseId]: { uri: folderUri(cwd) } },
        columnKind: "utf16CodeUnits",
        results,
      };
      const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
      output.write(`${JSON.stringify(log, undefined, 2)}\n`);
    },
  };
}

function ruleJson({ id, oma, level, title, explanation, source }: Rule): object {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: {
      text: `${title}\n\n${explanation}\n\n${source}`,
      markdown: `**${title}**\n\n${explanation}\n\n_${source}_`,
    },
    defaultConfiguration: { enabled: level !== "off", level: configuredLevel(level) },
    properties: oma === undefined ? { level } : { level, oma, tags: [`OMA ${oma}`] },
  };
}

function configuredLevel(level: RuleLevel): string {
  return level === "off" ? "note" : sarifLevels[level];
}

function resultJson({ lines }: CheckedFile, artifactLocation: FileAddress, diagnostic: Diagnostic): object {
  const { ruleId, oma, level, message, span, related, fixes } = diagnostic;
  const physicalLocation = (place: Span): object => ({ artifactLocation, region: regionJson(lines, place) });
  const relatedLocations = related.map((place, id) => ({
    id,
    message: { text: place.message },
    physicalLocation: physicalLocation(place.span),
  }));
  return {
    ruleId,
    ruleIndex: ruleIndexes.get(ruleId) ?? -1,
    level: sarifLevels[level],
    message: { text: message },
    locations: [{ physicalLocation: physicalLocation(span) }],
    ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixJson(artifactLocation, lines, fix)) }),
    properties: oma === undefined ? { level } : { level, oma },
  };
}

function fixJson(artifactLocation: FileAddress, lines: LineMap, { title, isSafe, edits }: Fix): object {
  const replacements = edits.map((edit) => ({
    deletedRegion: regionJson(lines, edit),
    insertedContent: { text: edit.newText },
  }));
  return {
    description: { text: title },
    artifactChanges: [{ artifactLocation, replacements }],
    properties: { isSafe },
  };
}

/** The end column is that of the character behind the region (SARIF 2.1.0 §3.30.8). */
function regionJson(lines: LineMap, { start, end }: Span): object {
  const from = lines.place(start);
  const to = lines.place(end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function notificationJson({ absolutePath, message }: Trouble, cwd: string): object {
  const locations = [{ physicalLocation: { artifactLocation: fileAddress(absolutePath, cwd) } }];
  return { level: "error", message: { text: message }, locations };
}
