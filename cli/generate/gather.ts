import { registryOrigin, type BindingSource } from "../../lwm2m/codegen/bindings.js";
import { definitionSources } from "../../lwm2m/codegen/definitionSources.js";
import { distinctSources } from "../../lwm2m/codegen/distinctSources.js";
import { registryObjects } from "../../lwm2m/codegen/registryObjects.js";
import { parseDefinitionFile, type DefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { noElement } from "../../lwm2m/definition/recognize.js";
import { readSources, type PassedOver } from "../commands/sources.js";
import type { TroubleList } from "../commands/troubles.js";
import type { Io, Product } from "../io.js";
import { displayPath } from "../report/fileAddress.js";
import { LineMap } from "../text/lineMap.js";
import type { ProblemList } from "./problemList.js";

/** What to generate from. */
export interface GatherRequest {
  /** Files, folders, glob patterns, or `-` for standard input, relative to `folder`. */
  readonly targets: readonly string[];
  readonly folder: string;
  /** Objects of the registry. */
  readonly objects: readonly string[];
  readonly stdinFilename: string | undefined;
}

/** A definition file that was read. */
export interface ReadFile {
  /** As the header of a generated file calls it. */
  readonly from: string;
  /** As the user is told it. */
  readonly path: string;
  readonly file: DefinitionFile;
  readonly lines: LineMap;
}

export interface Gathered {
  readonly sources: readonly BindingSource[];
  readonly files: readonly ReadFile[];
}

/** Reads all definitions that are asked for. Whatever is wrong is said with its place; a broken file gives nothing. */
export async function gather(
  request: GatherRequest,
  io: Io,
  product: Product,
  troubles: TroubleList,
  problems: ProblemList,
): Promise<Gathered> {
  const { targets, folder, objects, stdinFilename } = request;
  const sources: BindingSource[] = [];
  const files: ReadFile[] = [];
  const there = { ...io, cwd: folder };
  const passedOver: PassedOver = {
    otherFiles: 0,
    onNoElement: (absolutePath) => {
      troubles.add(absolutePath, noElement);
    },
  };
  const found = targets.length === 0 ? [] : readSources({ targets, stdinFilename }, there, troubles, passedOver);
  for await (const { absolutePath, isStandardInput, fileName, text } of found) {
    const from = fileName ?? "standard input";
    const path = isStandardInput && stdinFilename === undefined ? "<stdin>" : displayPath(absolutePath, io.cwd);
    const file = parseDefinitionFile(text);
    const read = definitionSources(file, from);
    const lines = new LineMap(text);
    for (const { span, message } of read.mistakes) {
      problems.at(path, lines.place(span.start), "error", message);
    }
    sources.push(...read.sources);
    files.push({ from, path, file, lines });
  }
  const published = objects.length === 0 ? undefined : registryObjects(objects, product.registry());
  for (const problem of published?.problems ?? []) troubles.fail(problem);
  sources.push(...(published?.objects ?? []).map((definition) => ({ definition, from: registryOrigin })));
  return { sources: distinctSources(sources), files };
}
