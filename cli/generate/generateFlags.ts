import type { BindingOptions } from "../../lwm2m/definition/bindingOptions.js";

/** The options of `lwm2m generate` that say how; whatever is not given is as the configuration has it. */
export interface OptionFlags {
  readonly resources?: readonly number[];
  readonly int64?: BindingOptions["int64"];
  readonly time?: BindingOptions["time"];
  readonly instances?: BindingOptions["instances"];
  readonly sort?: BindingOptions["sort"];
  readonly enumsFromDescriptions?: true;
  readonly aliases?: true;
  readonly index?: true;
  readonly runtime?: string;
  readonly importExtension?: ".js" | ".ts" | "none";
}

/**
 * The options of a configuration for a run that is not about all that it names: files about all objects together would lose
 * the others.
 */
export function optionsForSome(options: BindingOptions): BindingOptions {
  return { ...options, aliases: false, index: false };
}

/** Options with what the command line says in the place of what the configuration says. */
export function optionsWith(options: BindingOptions, flags: OptionFlags): BindingOptions {
  const { importExtension: extension } = flags;
  return {
    int64: flags.int64 ?? options.int64,
    time: flags.time ?? options.time,
    instances: flags.instances ?? options.instances,
    sort: flags.sort ?? options.sort,
    enumsFromDescriptions: flags.enumsFromDescriptions ?? options.enumsFromDescriptions,
    aliases: flags.aliases ?? options.aliases,
    index: flags.index ?? options.index,
    resources: flags.resources ?? options.resources,
    names: options.names,
    runtime: flags.runtime ?? options.runtime,
    importExtension: extension === undefined ? options.importExtension : extension === "none" ? "" : extension,
  };
}
