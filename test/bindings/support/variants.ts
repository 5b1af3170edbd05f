import type { BindingSource, GeneratedFile } from "../../../lwm2m/codegen/bindings.js";
import { generateBindings } from "../../../lwm2m/codegen/generateBindings.js";
import { runtimeFiles } from "../../../lwm2m/codegen/runtimeFiles.js";
import { usualBindingOptions, type BindingOptions } from "../../../lwm2m/definition/bindingOptions.js";
import { testRuntimeTexts } from "../../fixtures/runtimeTexts.js";
import type { ProjectKind } from "../../fixtures/strictestOptions.js";

/** A way to generate that somebody may choose, and the projects that take what comes of it. */
export interface Variant {
  readonly name: string;
  readonly options: BindingOptions;
  readonly kinds: readonly [ProjectKind, ...ProjectKind[]];
}

/** Each choice of each option is in one of them. */
export const variants: readonly [usual: Variant, other: Variant, bare: Variant] = [
  {
    name: "with the usual choices",
    options: { ...usualBindingOptions, index: true },
    kinds: ["esm", "commonjs", "bundler"],
  },
  {
    name: "with all other choices",
    options: {
      ...usualBindingOptions,
      int64: "bigint",
      time: "date",
      instances: "record",
      sort: "id",
      enumsFromDescriptions: true,
      aliases: true,
      index: true,
      importExtension: ".ts",
    },
    kinds: ["esm", "bundler"],
  },
  {
    name: "with imports that have no ending",
    options: { ...usualBindingOptions, index: true, importExtension: "" },
    kinds: ["commonjs", "bundler"],
  },
];

/** Everything that is written for these objects: their files, and the runtime that they import. */
export function generateAll(sources: readonly BindingSource[], options: BindingOptions): readonly GeneratedFile[] {
  const { files } = generateBindings(sources, options);
  return [...files, ...runtimeFiles(testRuntimeTexts(), options)];
}
