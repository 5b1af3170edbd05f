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
import { gather } from "./gather.js";
import { findSettings, type FoundSettings } from "./generateConfig.js";
import { optionsWith, type OptionFlags } from "./generateFlags.js";
import { listSources } from "./listSources.js";
import { tellProblems } from "./tellProblems.js";
import { checkedReport, writtenReport } from "./report.js";

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

/** `lwm2m generate`: TypeScript for object definitions. */
export async function generateCommand(request: GenerateRequest, io: Io, product: Product): Promise<ExitCode> {
  const troubles = new TroubleList(io);
  const found = findSettings(request.config, io, troubles);
  // With a wrong option everything would be generated in another way than the user wants.
  if (troubles.all.length > 0) return exitCodes.trouble;
  const isWhole = request.targets.length === 0 && request.objects.length === 0;
  const problem = missing(request, found, isWhole);
  if (problem !== undefined) {
    troubles.fail(problem);
    return exitCodes.trouble;
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
  );
  const options = optionsWith(settings?.options ?? usualBindingOptions, request.flags);
  const bindings = generateBindings(gathered.sources, options);
  const errors = gathered.mistakes + troubles.all.length + tellProblems(bindings.problems, gathered.files, io);
  if (gathered.sources.length === 0 && errors === 0)
    troubles.fail("No object definition was found; nothing was generated.");
  if (request.list) {
    listSources(gathered.sources, options, request.json, io);
    return errors + troubles.all.length > 0 ? exitCodes.trouble : exitCodes.clean;
  }
  if (gathered.sources.length === 0 || (errors > 0 && !request.keepGoing)) {
    if (errors > 0) io.stderr.write(`lwm2m: Nothing was written, because of ${counted(errors, "mistake")}.\n`);
    return exitCodes.trouble;
  }
  const out = resolveOut(request, found, io);
  const files = [...bindings.files, ...product.runtimeFiles(options)];
  // What a broken definition gave before is not known to be of no use.
  const prunes = (isWhole || request.prune) && errors === 0;
  const code = finish({ out, files, prunes, request, count: gathered.sources.length }, io, troubles);
  return errors > 0 ? exitCodes.trouble : code;
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
function finish({ out, files, prunes, request, count }: Job, io: Io, troubles: TroubleList): ExitCode {
  const plan = planFor(out, files, prunes, troubles);
  if (plan === undefined) return exitCodes.trouble;
  const pathOf = (path: string): string => displayPath(join(out, path), io.cwd);
  if (request.check) {
    checkedReport(plan, { pathOf, count, json: request.json }, io);
    return isUpToDate(plan) ? exitCodes.clean : exitCodes.findings;
  }
  for (const { path, message } of plan.refused) troubles.add(join(out, path), message);
  const failure = plan.refused.length > 0 ? undefined : writeOutput(out, plan, nodeDisk);
  if (failure !== undefined) troubles.add(failure.path, failure.message);
  if (plan.refused.length > 0 || failure !== undefined) return exitCodes.trouble;
  writtenReport(plan, { pathOf, count, json: request.json }, io);
  return exitCodes.clean;
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
