import type { BindingSource } from "../../lwm2m/codegen/bindings.js";
import type { BindingTrouble } from "../protocol.js";
import { definitionSources } from "../../lwm2m/codegen/definitionSources.js";
import type { OrderedDefinitions } from "./orderedDefinitions.js";
import { sourceName } from "./sourceName.js";
import { mistakeTrouble } from "./troubles.js";

/** What an order comes to for the generator. */
export interface OrderedSources {
  readonly sources: readonly BindingSource[];
  /** Why there is nothing for some of it. */
  readonly troubles: readonly BindingTrouble[];
}

/** How the header of a generated file calls the registry. */
const registryName = "the OMA registry";

/** The objects of an order: those of its files, then those of the registry. A broken file gives none. */
export function orderedSources({ files, objects, troubles }: OrderedDefinitions): OrderedSources {
  const read = files.map((file) => ({ file, ...definitionSources(file.file, sourceName(file.source.uri)) }));
  return {
    sources: [
      ...read.flatMap(({ sources }) => sources),
      ...objects.map((definition) => ({ definition, from: registryName })),
    ],
    troubles: [
      ...troubles,
      ...read.flatMap(({ file, mistakes }) => mistakes.map((mistake) => mistakeTrouble(file, mistake))),
    ],
  };
}
