import type { ObjectDefinition, ReusableResource } from "../model.js";

/** Where the facts of a registry come from. */
export interface RegistrySource {
  /** The commit of the OMA registry, or undefined if the folder was no git checkout. */
  readonly commit: string | undefined;
  /** The day of that commit as `YYYY-MM-DD`, if known. */
  readonly date: string | undefined;
  /** Digest of the files that were read. */
  readonly digest: string;
}

/** The published objects and reusable resources, looked up by ID. */
export interface Registry {
  readonly source: RegistrySource;
  /** The newest version of every object, ascending by ID. */
  readonly objects: readonly ObjectDefinition[];
  /** All versions of an object, ascending; empty if the ID is unknown. */
  readonly versions: (id: number) => readonly ObjectDefinition[];
  /** The object of that version, or its newest one if no version is given. */
  readonly object: (id: number, version?: string) => ObjectDefinition | undefined;
  /** All reusable resources, ascending by ID. */
  readonly reusableResources: readonly ReusableResource[];
  readonly reusableResource: (id: number) => ReusableResource | undefined;
}
