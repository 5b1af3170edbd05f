import { registryOrigin, type BindingSource } from "../../lwm2m/codegen/bindings.js";
import { definitionSources } from "../../lwm2m/codegen/definitionSources.js";
import { distinctSources } from "../../lwm2m/codegen/distinctSources.js";
import type { BindingTrouble } from "../protocol.js";
import type { OrderedDefinitions } from "./orderedDefinitions.js";
import { sourceName } from "./sourceName.js";
import { mistakeTrouble } from "./troubles.js";

/** What an order comes to for the generator. */
export interface OrderedSources {
  readonly sources: readonly BindingSource[];
  /** Why there is nothing for some of it. */
  readonly troubles: readonly BindingTrouble[];
}

/** The objects of an order: those of its files, then those of the registry. A broken file gives none, a copy nothing more. */
export function orderedSources({ files, objects, troubles }: OrderedDefinitions): OrderedSources {
  const read = files.map((file) => ({ file, ...definitionSources(file.file, sourceName(file.source.uri)) }));
  return {
    sources: distinctSources([
      ...read.flatMap(({ sources }) => sources),
      ...objects.map((definition) => ({ definition, from: registryOrigin })),
    ]),
    troubles: [
      ...troubles,
      ...read.flatMap(({ file, mistakes }) => mistakes.map((mistake) => mistakeTrouble(file, mistake))),
    ],
  };
}
