import { counted, listed } from "../../lwm2m/base/words.js";
import type { BindingsReport, BindingTrouble, UnnamedSources } from "../../server/protocol.js";
import { nameOfFile } from "./fileNames.js";

/** How the user is told what generating has come to. */
export interface ReportView {
  /** `quiet` goes to the status bar, as the file that opens says the rest. */
  readonly kind: "quiet" | "information" | "warning" | "error";
  readonly text: string;
  /** What a button leads to: the place of the first problem, the folder with the files, or naming what is not named. */
  readonly leadsTo: BindingTrouble | "folder" | "config" | undefined;
}

/**
 * Puts a report into words.
 * @param folder how the folder is called: `src/lwm2m`
 */
export function reportView(report: BindingsReport, folder: string): ReportView {
  const { written, bindings, troubles } = report;
  const errors = troubles.filter(({ level }) => level === "error");
  const [first] = errors;
  const done = written.length + report.removed.length > 0 ? doneText(report, folder) : undefined;
  if (first !== undefined) {
    const text = done === undefined ? `Nothing was written. ${errorText(errors)}` : `${done} ${errorText(errors)}`;
    return { kind: done === undefined ? "error" : "warning", text, leadsTo: first };
  }
  if (report.unnamed !== undefined) {
    const text = `${done ?? upToDateText(report, folder)} ${unnamedText(report.unnamed)}`;
    return { kind: "information", text, leadsTo: "config" };
  }
  if (bindings.length === 1) return { kind: "quiet", text: singleText(report, folder), leadsTo: undefined };
  return { kind: "information", text: done ?? upToDateText(report, folder), leadsTo: "folder" };
}

function upToDateText({ unchanged }: BindingsReport, folder: string): string {
  return `All ${counted(unchanged.length, "file")} in ${folder} are up to date.`;
}

function unnamedText({ config, definitions, objects }: UnnamedSources): string {
  const names = [...definitions, ...objects.map((object) => `object ${object}`)];
  const sources = names.length > 2 ? `${names.length} of the sources` : listed(names);
  const files = names.length === 1 ? "its file goes" : "their files go";
  return `${nameOfFile(config)} does not name ${sources}, so ${files} when everything is generated.`;
}

function singleText({ bindings, written }: BindingsReport, folder: string): string {
  const [uri = ""] = bindings;
  const name = nameOfFile(uri);
  if (!written.includes(uri)) return `${name} in ${folder} is up to date.`;
  return `${name} written to ${folder}.`;
}

function doneText({ written, unchanged, removed }: BindingsReport, folder: string): string {
  const sentences: string[] = [];
  if (written.length > 0) sentences.push(`${counted(written.length, "file")} written to ${folder}.`);
  if (unchanged.length > 0) {
    sentences.push(`${unchanged.length} ${unchanged.length === 1 ? "was" : "were"} up to date.`);
  }
  if (removed.length > 0) {
    sentences.push(`${counted(removed.length, "file")} removed from ${folder} that nothing is generated for any more.`);
  }
  return sentences.join(" ");
}

/** The first of several errors, with how many there are. */
function errorText(errors: readonly BindingTrouble[]): string {
  const [first] = errors;
  if (first === undefined) return "";
  const where = placeText(first);
  if (errors.length === 1) return `${where}${first.message}`;
  const files = new Set(errors.map(({ uri }) => uri)).size;
  const spread = files < 2 ? "" : ` in ${counted(files, "file")}`;
  return `There are ${counted(errors.length, "problem")}${spread}, the first: ${where}${first.message}`;
}

/** `3303.xml, line 12: `, as far as it is known. */
export function placeText({ uri, range }: BindingTrouble): string {
  if (uri === undefined) return "";
  return `${nameOfFile(uri)}${range === undefined ? "" : `, line ${range.start.line + 1}`}: `;
}
