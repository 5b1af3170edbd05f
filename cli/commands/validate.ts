import { resolve } from "node:path";
import { validationOptions } from "../../lwm2m/definition/config.js";
import { fixAll } from "../../lwm2m/definition/fixAll.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import { submissionOptions } from "../../lwm2m/definition/submission.js";
import { ConfigFinder } from "../files/findConfig.js";
import { writeText } from "../files/writeText.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { reporterFor, type ReportFormat } from "../report/formats.js";
import type { Summary } from "../report/report.js";
import { LineMap } from "../text/lineMap.js";
import { counted } from "../../lwm2m/base/words.js";
import { readSources, type Source, type SourceRequest } from "./sources.js";
import { Tally } from "./tally.js";
import { TroubleList } from "./troubles.js";
import { Verdicts } from "./verdicts.js";

/** What the user asks of `lwm2m validate`. */
export interface ValidateRequest extends SourceRequest {
  readonly format: ReportFormat;
  readonly fix: boolean;
  /** More warnings than this are a failure; undefined for no limit. */
  readonly maxWarnings: number | undefined;
  /** The configuration file for all files; undefined for the nearest of each. */
  readonly config: string | undefined;
  /** Judge as OMA does when an object is submitted. */
  readonly submission: boolean;
  /** Show errors only. */
  readonly quiet: boolean;
}

/** `lwm2m validate`: checks object definitions and reports what it finds, file by file. */
export async function validateCommand(request: ValidateRequest, io: Io, product: Product): Promise<ExitCode> {
  const troubles = new TroubleList(io);
  const named = request.config === undefined ? undefined : resolve(io.cwd, request.config);
  const configs = new ConfigFinder(named, ({ path, message, place }) => {
    troubles.add(path, message, place);
  });
  // Without the file that was asked for, every verdict would be about something else.
  if (troubles.all.length > 0) return exitCodes.trouble;
  // The fixed text of standard input takes its place on standard output.
  const output = request.fix && request.targets.includes("-") ? io.stderr : io.stdout;
  const reporter = reporterFor(request.format, output, io, product.version);
  const tally = new Tally();
  const verdicts = new Verdicts();
  const passedOver = { otherFiles: 0 };
  for await (const source of readSources(request, io, troubles, passedOver)) {
    const { absolutePath, folder, path, fileName } = source;
    const config = configs.forFolder(folder);
    const everyday = validationOptions({ config, registry: product.registry(), fileName });
    const options = request.submission ? submissionOptions(everyday) : everyday;
    const unfixed = verdicts.judge(source.text, config, options);
    const judged = request.fix
      ? fixAll(source.text, options)
      : { text: source.text, fixCount: 0, diagnostics: unfixed };
    const isWritten = !request.fix || write(judged.text, source, io, troubles);
    const written = isWritten ? judged : { text: source.text, fixCount: 0, diagnostics: unfixed };
    tally.count(written.diagnostics, written.fixCount);
    const diagnostics = request.quiet ? written.diagnostics.filter((one) => isLoud(one, request)) : written.diagnostics;
    reporter.file({ absolutePath, path, lines: new LineMap(written.text), diagnostics, fixCount: written.fixCount });
  }
  const summary = tally.summary(passedOver.otherFiles);
  if (summary.definitions === 0 && troubles.all.length === 0) troubles.fail(nothingFound(request));
  reporter.end(summary, troubles.all);
  return troubles.all.length > 0 ? exitCodes.trouble : verdict(summary, request, io);
}

/** Writes a fixed text where it belongs; false if that failed. */
function write(text: string, source: Source, io: Io, troubles: TroubleList): boolean {
  if (source.isStandardInput) io.stdout.write(text);
  if (source.isStandardInput || text === source.text) return true;
  const problem = writeText(source.absolutePath, text);
  if (problem !== undefined) troubles.add(source.absolutePath, problem);
  return problem === undefined;
}

function isLoud({ level, oma }: Diagnostic, { submission }: ValidateRequest): boolean {
  return level === "error" || (submission && oma !== undefined);
}

function nothingFound({ targets }: ValidateRequest): string {
  const place = targets.length === 0 ? "in this folder" : `in ${targets.join(" ")}`;
  return `No object definition was found ${place}; nothing was checked.`;
}

function verdict(summary: Summary, { maxWarnings, submission }: ValidateRequest, io: Io): ExitCode {
  const { levels, omaFindings } = summary;
  if (submission && omaFindings > 0) {
    const objections = `${counted(omaFindings, "finding")} with an OMA number`;
    io.stderr.write(`lwm2m: Not ready for submission: OMA would object to ${objections}.\n`);
  }
  const isOverLimit = maxWarnings !== undefined && levels.warning > maxWarnings;
  if (isOverLimit) {
    io.stderr.write(`lwm2m: Too many warnings: ${levels.warning}, at most ${maxWarnings} are allowed.\n`);
  }
  const isBad = levels.error > 0 || isOverLimit || (submission && omaFindings > 0);
  return isBad ? exitCodes.findings : exitCodes.clean;
}
