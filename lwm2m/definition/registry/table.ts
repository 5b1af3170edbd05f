import type { RegistrySource } from "./registry.js";

/**
 * The registry table as JSON: facts about every published object version and reusable resource, one a line.
 * It names descriptions by their digest alone; a table with `descriptions` also carries texts, as the bundle's does.
 */
export interface RegistryTable {
  readonly format: typeof tableFormat;
  readonly source: RegistrySource;
  /** Ascending by ID. */
  readonly reusableResources: readonly ReusableRow[];
  /** Ascending by ID and version. */
  readonly objects: readonly ObjectRow[];
  /** Description texts by their `digestWithoutWhiteSpace`. */
  readonly descriptions?: Readonly<Record<string, string>>;
}

/** The format that this code reads and writes. Another one comes from another version of this tool. */
export const tableFormat = 1;

/** A reusable resource: ID, name, operations, type (or empty), range, units, digest of the description. */
export type ReusableRow = readonly [
  id: number,
  name: string,
  operations: string,
  type: string,
  range: string,
  units: string,
  descriptionDigest: string,
];

/** A resource of an object. A range is null where the file has prose instead: the table holds no sentences. */
export type ResourceRow = readonly [
  id: number,
  name: string,
  operations: string,
  instances: Instances,
  presence: Presence,
  type: string,
  range: string | null,
  units: string,
  descriptionDigest: string,
];

/** An object version. */
export interface ObjectRow {
  readonly id: number;
  readonly version: string;
  readonly name: string;
  readonly urn: string;
  readonly lwm2mVersion: string;
  readonly instances: Instances;
  readonly presence: Presence;
  /** Digest of Description1. */
  readonly description: string;
  /** In the order of the file. */
  readonly resources: readonly ResourceRow[];
}

/** The text of MultipleInstances. */
export type Instances = "Single" | "Multiple";

/** The text of Mandatory. */
export type Presence = "Mandatory" | "Optional";
