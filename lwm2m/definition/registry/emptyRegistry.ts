import type { Registry } from "./registry.js";

/** A registry that knows nothing: for judging what needs none, and where none could be read. */
export const emptyRegistry: Registry = {
  source: { commit: undefined, date: undefined, digest: "" },
  objects: [],
  versions: () => [],
  object: () => undefined,
  reusableResources: [],
  reusableResource: () => undefined,
};
