import type { ObjectDefinition } from "../definition/model.js";

/** What `from` is of a source that is an object of the OMA registry, as it is published. */
export const registryOrigin = "the OMA registry";

/** An object definition that TypeScript is generated from. */
export interface BindingSource {
  readonly definition: ObjectDefinition;
  /** What the header of the generated file names: the file's own name, `3303.xml`, or `registryOrigin`. */
  readonly from: string;
}

/** A file that the generator made; nothing is written yet. */
export interface GeneratedFile {
  /** Below the output folder, with `/` between folders. */
  readonly path: string;
  /** UTF-8, lines end with LF, one at the end. */
  readonly text: string;
}

/** Something about a definition that whoever generates from it should know. */
export interface BindingProblem {
  /** An error means that nothing can be generated for this object. */
  readonly level: "error" | "warning";
  readonly from: string;
  readonly objectId: number;
  readonly version: string;
  readonly resourceId?: number;
  /** A sentence: what is wrong and what to do. */
  readonly message: string;
}

/** What generating comes to. */
export interface Bindings {
  /** In the order of their paths. */
  readonly files: readonly GeneratedFile[];
  readonly problems: readonly BindingProblem[];
}
