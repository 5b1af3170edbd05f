import { dirname, join, resolve } from "node:path";
import { counted } from "../../lwm2m/base/words.js";
import { reasonOf } from "../../lwm2m/base/systemError.js";
import type { GeneratedFile } from "../../lwm2m/codegen/bindings.js";
import { generateBindings } from "../../lwm2m/codegen/generateBindings.js";
import { nodeDisk } from "../../lwm2m/codegen/output/disk.js";
import { existingFiles } from "../../lwm2m/codegen/output/existingFiles.js";
import { isUpToDate, planOutput, type OutputPlan } from "../../lwm2m/codegen/output/plan.js";
import { writeOutput } from "../../lwm2m/codegen/output/writeOutput.js";
import { usualBindingOptions } from "../../lwm2m/definition/bindingOptions.js";
import { TroubleList } from "../commands/troubles.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { displayPath } from "../report/fileAddress.js";
import { unusedOptions } from "../../lwm2m/codegen/unusedOptions.js";
import { gather } from "./gather.js";
import { findSettings, type FoundSettings } from "./generateConfig.js";
import { optionsForSome, optionsWith, type OptionFlags } from "./generateFlags.js";
import { listSources } from "./listSources.js";
import { ProblemList } from "./problemList.js";
import { checkedReport, jsonReport, writtenReport } from "./report.js";
import { tellProblems } from "./tellProblems.js";

/** What the user asks of `lwm2m generate`. */
export interface GenerateRequest {
  /** Files, folders, glob patterns, or `-` for standard input; with neither these nor objects, what the configuration says. */
  readonly targets: readonly string[];
  /** Objects of the registry: `3303`, `3303@1.0`, `all`, `all-versions`. */
  readonly objects: readonly string[];
  /** The output folder; undefined for the one that the configuration says. */
  readonly out: string | undefined;
  /** The configuration file; undefined for the nearest one. */
  readonly config: string | undefined;
  readonly stdinFilename: string | undefined;
  /** Write nothing, tell what is not up to date. */
  readonly check: boolean;
  /** Write nothing, list what would be generated. */
  readonly list: boolean;
  readonly json: boolean;
  /** Generate what can be when something is wrong with the rest. */
  readonly keepGoing: boolean;
  /** Remove everything else that was generated into the folder. */
  readonly prune: boolean;
  readonly flags: OptionFlags;
}

/** What a run has come to. */
interface Outcome {
  readonly code: ExitCode;
  /** The folder and what is or would be done in it; undefined where it does not come to that. */
  readonly done?: { readonly out: string; readonly plan: OutputPlan };
}

/** `lwm2m generate`: TypeScript for object definitions. */
export async function generateCommand(request: GenerateRequest, io: Io, product: Product): Promise<ExitCode> {
  const troubles = new TroubleList(io);
  const problems = new ProblemList(io);
  const { code, done } = await generate(request, io, product, troubles, problems);
  if (request.json && !request.list) {
    const pathOf = (path: string): string => displayPath(join(done?.out ?? "", path), io.cwd);
    io.stdout.write(jsonReport(done?.plan, { problems: problems.all, troubles: troubles.all, pathOf }));
  }
  return code;
}

async function generate(
  request: GenerateRequest,
  io: Io,
  product: Product,
  troubles: TroubleList,
  problems: ProblemList,
): Promise<Outcome> {
  const found = findSettings(request.config, io, troubles);
  // With a wrong option everything would be generated in another way than the user wants.
  if (troubles.all.length > 0) return { code: exitCodes.trouble };
  const isWhole = request.targets.length === 0 && request.objects.length === 0;
  const problem = missing(request, found, isWhole);
  if (problem !== undefined) {
    troubles.fail(problem);
    return { code: exitCodes.trouble };
  }
  const settings = found?.settings;
  const named = isWhole && settings !== undefined ? settings : request;
  const gathered = await gather(
    {
      targets: named === request ? request.targets : (settings?.definitions ?? []),
      folder: named === request ? io.cwd : dirname(found?.path ?? io.cwd),
      objects: named.objects,
      stdinFilename: request.stdinFilename,
    },
    io,
    product,
    troubles,
    problems,
  );
  const { sources } = gathered;
  const configured = settings?.options ?? usualBindingOptions;
  const options = optionsWith(isWhole ? configured : optionsForSome(configured), request.flags);
  const bindings = generateBindings(sources, options);
  tellProblems(bindings.problems, gathered.files, problems, io);
  const errors = problems.errors + troubles.all.length;
  if (sources.length === 0 && errors === 0) troubles.fail("No object definition was found; nothing was generated.");
  if (errors === 0 && sources.length > 0) {
    // In a run for some objects, the names of the configuration are about the others too.
    const chosen = isWhole ? options : { ...options, names: new Map<string, string>() };
    for (const sentence of unusedOptions(sources, chosen)) problems.add("warning", sentence);
  }
  if (request.list) {
    listSources(sources, options, request.json, io);
    return { code: errors + troubles.all.length > 0 ? exitCodes.trouble : exitCodes.clean };
  }
  if (sources.length === 0 || (errors > 0 && !request.keepGoing)) {
    const nothing = request.check ? "Nothing was compared" : "Nothing was written";
    if (errors > 0) io.stderr.write(`lwm2m: ${nothing}, because of ${counted(errors, "mistake")}.\n`);
    return { code: exitCodes.trouble };
  }
  const out = resolveOut(request, found, io);
  const files = [...bindings.files, ...product.runtimeFiles(options)];
  // What a broken definition gave before is not known to be of no use.
  const prunes = (isWhole || request.prune) && errors === 0;
  const { code, done } = finish({ out, files, prunes, request, count: sources.length }, io, troubles);
  return { code: errors > 0 ? exitCodes.trouble : code, ...(done === undefined ? {} : { done }) };
}

/** Why nothing can be generated yet; undefined if it is known what from and where to. */
function missing(request: GenerateRequest, found: FoundSettings | undefined, isWhole: boolean): string | undefined {
  const settings = found?.settings;
  if (isWhole && settings === undefined) {
    const config = found === undefined ? "there is no lwm2m.config.json" : `${found.path} has no "generate"`;
    return `Say what to generate from: definition files, or objects of the registry with --objects; ${config}.`;
  }
  if (request.list || request.out !== undefined || settings !== undefined) return undefined;
  return `Say where to generate with --out, or "out" of "generate" in lwm2m.config.json.`;
}

function resolveOut({ out }: GenerateRequest, found: FoundSettings | undefined, { cwd }: Io): string {
  if (out !== undefined) return resolve(cwd, out);
  return resolve(dirname(found?.path ?? cwd), found?.settings?.out ?? "");
}

interface Job {
  readonly out: string;
  readonly files: readonly GeneratedFile[];
  readonly prunes: boolean;
  readonly request: GenerateRequest;
  /** Object versions that are generated. */
  readonly count: number;
}

/** Compares with what is there, and writes or tells. */
function finish({ out, files, prunes, request, count }: Job, io: Io, troubles: TroubleList): Outcome {
  const plan = planFor(out, files, prunes, troubles);
  if (plan === undefined) return { code: exitCodes.trouble };
  const setting = { pathOf: (path: string) => displayPath(join(out, path), io.cwd), count };
  const done = { out, plan };
  if (request.check) {
    if (!request.json) checkedReport(plan, setting, io);
    return { code: isUpToDate(plan) ? exitCodes.clean : exitCodes.findings, done };
  }
  for (const { path, message } of plan.refused) troubles.add(join(out, path), message);
  if (plan.refused.length > 0) {
    io.stderr.write(`lwm2m: Nothing was written, because of ${counted(plan.refused.length, "file")} in the way.\n`);
    return { code: exitCodes.trouble };
  }
  const failure = writeOutput(out, plan, nodeDisk);
  if (failure !== undefined) {
    troubles.add(failure.path, failure.message);
    return { code: exitCodes.trouble };
  }
  if (!request.json) writtenReport(plan, setting, io);
  return { code: exitCodes.clean, done };
}

function planFor(
  out: string,
  files: readonly GeneratedFile[],
  prunes: boolean,
  troubles: TroubleList,
): OutputPlan | undefined {
  try {
    return planOutput(existingFiles(out, nodeDisk), files, { prunes });
  } catch (error) {
    troubles.add(out, reasonOf(error));
    return undefined;
  }
}
