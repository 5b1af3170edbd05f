import { counted } from "../../lwm2m/base/words.js";
import type { OutputPlan } from "../../lwm2m/codegen/output/plan.js";
import { isUpToDate } from "../../lwm2m/codegen/output/plan.js";
import type { Io } from "../io.js";
import { printable } from "../text/printable.js";
import type { Trouble } from "../report/report.js";
import type { GenerateProblem } from "./problemList.js";
import { staleLines } from "./staleLines.js";

/** How a run is told. */
export interface ReportSetting {
  /** How the user is told a path below the output folder. */
  readonly pathOf: (path: string) => string;
  /** Object versions that were generated. */
  readonly count: number;
}

/** More files than these are only counted. */
const mostLines = 20;

/** Tells what was written. */
export function writtenReport(plan: OutputPlan, { pathOf, count }: ReportSetting, io: Io): void {
  const { created, changed, removed, unchanged } = plan;
  const pathsOf = (files: readonly { readonly path: string }[]): readonly string[] => files.map(({ path }) => path);
  const lines = [
    ...namesOf(pathsOf(created), pathOf).map((name) => `created  ${name}`),
    ...namesOf(pathsOf(changed), pathOf).map((name) => `changed  ${name}`),
    ...namesOf(removed, pathOf).map((name) => `removed  ${name}`),
  ];
  for (const line of lines.slice(0, mostLines)) io.stdout.write(`${printable(line)}\n`);
  if (lines.length > mostLines) io.stdout.write(`and ${lines.length - mostLines} more\n`);
  const written = created.length + changed.length;
  const parts = [
    ...(written > 0 ? [`${counted(written, "file")} written`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
    ...(unchanged.length > 0 ? [`${unchanged.length} up to date`] : []),
  ];
  io.stdout.write(`${counted(count, "object")} generated: ${parts.join(", ")}.\n`);
}

/** The names of files for people; of the runtime, which has many, only the folder with their number. */
function namesOf(paths: readonly string[], pathOf: ReportSetting["pathOf"]): readonly string[] {
  const isRuntime = (path: string): boolean => path.startsWith("runtime/");
  const runtime = paths.filter(isRuntime).length;
  const folder = runtime === 0 ? [] : [`${pathOf("runtime")}/ (${counted(runtime, "file")})`];
  return [...paths.filter((path) => !isRuntime(path)).map(pathOf), ...folder];
}

/** Tells what is not up to date, for people and for problem matchers. */
export function checkedReport(plan: OutputPlan, { pathOf, count }: ReportSetting, io: Io): void {
  const lines = staleLines(plan, pathOf);
  for (const line of lines) io.stdout.write(line);
  if (isUpToDate(plan)) io.stdout.write(`What is generated for ${counted(count, "object")} is up to date.\n`);
  else {
    // What somebody else has put there stays, however often one generates.
    const hint = plan.refused.length > 0 ? "" : ' Run "lwm2m generate" to write what is missing.';
    io.stdout.write(`${counted(lines.length, "file")} not up to date.${hint}\n`);
  }
}

/** What is told besides the files. */
interface Told {
  readonly problems: readonly GenerateProblem[];
  readonly troubles: readonly Trouble[];
  readonly pathOf: ReportSetting["pathOf"];
}

/** The shape of the JSON report; what is there keeps its meaning as long as this number stays. */
const formatVersion = 1;

/** For programs: one JSON object about what was, or with `--check` would be, done to which file; nothing for no plan. */
export function jsonReport(plan: OutputPlan | undefined, { problems, troubles, pathOf }: Told): string {
  const { created = [], changed = [], removed = [], unchanged = [], refused = [] } = plan ?? {};
  const report = {
    version: formatVersion,
    created: created.map(({ path }) => pathOf(path)),
    changed: changed.map(({ path }) => pathOf(path)),
    removed: removed.map(pathOf),
    unchanged: unchanged.map(pathOf),
    refused: refused.map(({ path, message }) => ({ path: pathOf(path), message })),
    problems,
    troubles: troubles.map(({ path, message }) => ({ path, message })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
