/** How TypeScript is generated from object definitions; the same in `lwm2m.config.json` and on the command line. */
export interface BindingOptions {
  /** What Integer and Unsigned Integer are in TypeScript. */
  readonly int64: "number" | "bigint";
  /** What Time is: seconds since 1970, or a `Date`. */
  readonly time: "unix" | "date";
  /** What the instances of a multiple resource are: a `ReadonlyMap` by instance ID, or an object. */
  readonly instances: "map" | "record";
  /** The order of resources. */
  readonly sort: "file" | "id";
  /** Take lists of values that stand in descriptions, `0: off, 1: on`, for types. */
  readonly enumsFromDescriptions: boolean;
  /** Also write `temperature_3303.ts`, which names the newest version without its number. */
  readonly aliases: boolean;
  /** Also write `index.ts`, which exports everything. */
  readonly index: boolean;
  /** Only these resources, besides mandatory ones; undefined for all. */
  readonly resources: readonly number[] | undefined;
  /** Names of our user's choice: an object by `3303`, a resource by `3303/5700`. */
  readonly names: ReadonlyMap<string, string>;
  /** The package that has the runtime; undefined to write it beside the bindings. */
  readonly runtime: string | undefined;
  /** How imports of generated files end. */
  readonly importExtension: ".js" | ".ts" | "";
}

/** What counts where nothing else is said. */
export const usualBindingOptions: BindingOptions = {
  int64: "number",
  time: "unix",
  instances: "map",
  sort: "file",
  enumsFromDescriptions: false,
  aliases: false,
  index: false,
  resources: undefined,
  names: new Map(),
  runtime: undefined,
  importExtension: ".js",
};
