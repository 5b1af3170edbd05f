import { dirname, join, resolve } from "node:path";
import type { BindingSource } from "../../lwm2m/codegen/bindings.js";
import { unusedOptions } from "../../lwm2m/codegen/unusedOptions.js";
import { usualBindingOptions, type BindingOptions } from "../../lwm2m/definition/bindingOptions.js";
import type { BindingsOrder, BindingTrouble } from "../protocol.js";
import type { ConfigFiles } from "../session/configFiles.js";
import { isXml } from "../session/findDefinitions.js";
import { pathOf, sameSpelling, uriOf } from "../session/uris.js";
import { configuredSources, type GenerateConfig } from "./configuredSources.js";
import { orderedDefinitions, type OrderedDefinitions, type OrderReading } from "./orderedDefinitions.js";
import { orderedSources } from "./orderedSources.js";
import { asConfigNames, unnamedDefinitions } from "./unnamedSources.js";
import type { BindingsJob } from "./writeBindings.js";

/** What jobs are made from. */
export interface JobReading extends OrderReading {
  readonly config: Pick<ConfigFiles, "find">;
  /** The paths of the workspace folders. */
  readonly folders: () => readonly string[];
}

/** A job without the runtime, which is the same for all. */
export type PlannedJob = Omit<BindingsJob, "runtime">;

/** What the configuration that counts for an order says about generating. */
interface OrderConfig {
  /** Undefined if it says nothing. */
  readonly config?: GenerateConfig;
  /** With a mistake in it everything would be generated in another way than the user wants. */
  readonly mistakes: readonly BindingTrouble[];
}

/** The configuration that counts for an order, if it says anything about generating. */
export async function configOf(reading: JobReading, order: BindingsOrder): Promise<GenerateConfig | undefined> {
  return (await readConfig(reading, order)).config;
}

async function readConfig({ config, folders }: JobReading, { uris, base }: BindingsOrder): Promise<OrderConfig> {
  // Objects of the registry and files that were never saved belong to the folder that the user works in.
  const places = [...uris, ...(base === undefined ? [] : [base]), ...folders().map(uriOf)];
  const place = places.map(pathOf).find((path) => path !== undefined);
  // A folder has its configuration inside, a file beside it.
  const inside = place === undefined || isXml(place) ? place : join(place, "inside");
  const found = inside === undefined ? undefined : await config.find(uriOf(inside));
  if (found === undefined) return { mistakes: [] };
  const { path, problems } = found;
  const mistakes = problems.map(({ message, range }): BindingTrouble => ({
    level: "error",
    message,
    uri: uriOf(path),
    range,
  }));
  const settings = found.config.generate;
  return settings === undefined ? { mistakes } : { config: { path, settings }, mistakes };
}

/** The folder that a configuration names. */
export function outOf({ path, settings }: GenerateConfig): string {
  return resolve(dirname(path), settings.out);
}

/** The options that count for a definition. */
export async function optionsFor(reading: JobReading, order: BindingsOrder): Promise<BindingOptions> {
  return (await configOf(reading, order))?.settings.options ?? usualBindingOptions;
}

/**
 * What is to be done for an order. If the configuration names all of its definitions, everything that it names is
 * generated, as the command line does; else just these definitions are, without files about all objects together.
 */
export async function jobFor(reading: JobReading, order: BindingsOrder, out: string): Promise<PlannedJob> {
  const ordered = await orderedDefinitions(reading, order.uris);
  const { config, mistakes } = await readConfig(reading, order);
  const { sources, troubles: found } = orderedSources(ordered);
  const troubles = [...mistakes, ...found];
  const { objectId } = order;
  const asked = objectId === undefined ? sources : sources.filter(({ definition }) => definition.id === objectId);
  const options = config?.settings.options ?? usualBindingOptions;
  const partialJob: PlannedJob = {
    out,
    sources: asked,
    asked,
    files: ordered.files,
    troubles,
    options: { ...options, aliases: false, index: false },
    prunes: false,
  };
  if (troubles.length > 0) return partialJob;
  if (asked.length === 0) return { ...partialJob, troubles: [noSuchObject(order)] };
  if (config === undefined) return partialJob;
  const all = await configuredSources(reading, config);
  const others = unnamedDefinitions(all, ordered);
  if (others.files.length + others.objects.length === 0) return wholeJob(config, all, asked);
  const unnamed = asConfigNames(reading.registry, config.path, others);
  const isNameable = unnamed.definitions.length + unnamed.objects.length > 0;
  return { ...partialJob, ...(isNameable ? { unnamed } : {}) };
}

function noSuchObject({ objectId, uris: [uri = ""] }: BindingsOrder): BindingTrouble {
  return { level: "error", message: `This file does not define object ${objectId ?? ""} any more.`, uri };
}

/**
 * What is to be done for a file that was saved; undefined if no configuration has it among its sources. All files count as
 * they are on disk: what another one will be is not decided before that is saved, and the command line would say otherwise.
 */
export async function jobForSaved(inEditor: JobReading, uri: string): Promise<PlannedJob | undefined> {
  const reading: JobReading = { ...inEditor, documents: { all: () => [], editable: () => undefined } };
  const { config, mistakes } = await readConfig(reading, { uris: [uri] });
  if (config === undefined) return undefined;
  const all = await configuredSources(reading, config);
  const saved = all.files.filter(({ source }) => sameSpelling(source.uri) === sameSpelling(uri));
  if (saved.length === 0) return undefined;
  const job = wholeJob(config, all, orderedSources({ files: saved, objects: [], troubles: [] }).sources);
  return { ...job, troubles: [...mistakes, ...job.troubles] };
}

function wholeJob(config: GenerateConfig, all: OrderedDefinitions, asked: readonly BindingSource[]): PlannedJob {
  const { sources, troubles } = orderedSources(all);
  const { options } = config.settings;
  const unused = unusedOptions(sources, options).map((message): BindingTrouble => ({
    level: "warning",
    message,
    uri: uriOf(config.path),
  }));
  return {
    out: outOf(config),
    sources,
    asked,
    files: all.files,
    troubles: [...troubles, ...unused],
    options,
    prunes: true,
  };
}
