import { join } from "node:path";
import type { BindingSource, GeneratedFile } from "../../lwm2m/codegen/bindings.js";
import { generateBindings } from "../../lwm2m/codegen/generateBindings.js";
import { objectNames } from "../../lwm2m/codegen/names/objectNames.js";
import type { Disk } from "../../lwm2m/codegen/output/disk.js";
import { existingFiles } from "../../lwm2m/codegen/output/existingFiles.js";
import { planOutput, type OutputPlan } from "../../lwm2m/codegen/output/plan.js";
import { writeOutput } from "../../lwm2m/codegen/output/writeOutput.js";
import { reasonOf } from "../../lwm2m/base/systemError.js";
import type { BindingOptions } from "../../lwm2m/definition/bindingOptions.js";
import type { BindingsReport, BindingTrouble, UnnamedSources } from "../protocol.js";
import type { ReadDefinition } from "../session/readDefinition.js";
import { uriOf } from "../session/uris.js";
import { problemTrouble } from "./troubles.js";

/** What is written, where to and how. */
export interface BindingsJob {
  /** The folder, as an absolute path. */
  readonly out: string;
  /** All objects that files are generated for. */
  readonly sources: readonly BindingSource[];
  /** Those of them that were asked for. */
  readonly asked: readonly BindingSource[];
  /** The files that sources come from, to find places in. */
  readonly files: readonly ReadDefinition[];
  /** What is known already to be wrong: with an error nothing is written. */
  readonly troubles: readonly BindingTrouble[];
  readonly options: BindingOptions;
  /** The folder holds nothing else that is generated: what is not generated any more goes. */
  readonly prunes: boolean;
  /** What the configuration does not name of what was asked for. */
  readonly unnamed?: UnnamedSources;
  /** The files of the runtime. */
  readonly runtime: readonly GeneratedFile[];
}

/** Generates and writes, all or nothing: one error, and every file stays as it is. */
export function writeBindings(job: BindingsJob, disk: Disk): BindingsReport {
  const { out, options, prunes } = job;
  const { files, problems } = generateBindings(job.sources, options);
  const troubles = [...job.troubles, ...problems.map((problem) => problemTrouble(problem, job.files))];
  if (hasError(troubles)) return nothingWritten(out, troubles);
  const plan = planFor(out, [...files, ...job.runtime], prunes, disk);
  if (!("created" in plan)) return nothingWritten(out, [...troubles, plan]);
  const refused = plan.refused.map(({ path, message }) => fileTrouble(join(out, path), message));
  if (refused.length > 0) return nothingWritten(out, [...troubles, ...refused]);
  const failure = writeOutput(out, plan, disk);
  if (failure !== undefined) return nothingWritten(out, [...troubles, fileTrouble(failure.path, failure.message)]);
  const inOut = (path: string): string => uriOf(join(out, path));
  return {
    out: uriOf(out),
    bindings: job.asked.map(({ definition }) => inOut(`${objectNames(definition, options.names).file}.ts`)),
    written: [...plan.created, ...plan.changed].map(({ path }) => inOut(path)),
    unchanged: plan.unchanged.map(inOut),
    removed: plan.removed.map(inOut),
    troubles,
    ...(job.unnamed === undefined ? {} : { unnamed: job.unnamed }),
  };
}

function planFor(
  out: string,
  files: readonly GeneratedFile[],
  prunes: boolean,
  disk: Disk,
): OutputPlan | BindingTrouble {
  try {
    return planOutput(existingFiles(out, disk), files, { prunes });
  } catch (error) {
    return fileTrouble(out, reasonOf(error));
  }
}

/** What a report of a run says that has changed nothing. */
export const emptyReport = { bindings: [], written: [], unchanged: [], removed: [] } as const;

function nothingWritten(out: string, troubles: readonly BindingTrouble[]): BindingsReport {
  return { ...emptyReport, out: uriOf(out), troubles };
}

function fileTrouble(path: string, message: string): BindingTrouble {
  return { level: "error", message, uri: uriOf(path) };
}

function hasError(troubles: readonly BindingTrouble[]): boolean {
  return troubles.some(({ level }) => level === "error");
}
