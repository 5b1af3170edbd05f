import type { BindingProblem } from "../../lwm2m/codegen/bindings.js";
import type { BindingTrouble } from "../protocol.js";
import { placeIn } from "../session/definitionPlaces.js";
import type { ReadDefinition } from "../session/readDefinition.js";
import type { Mistake } from "../../lwm2m/codegen/definitionSources.js";
import { sourceName } from "./sourceName.js";

/** What keeps a file from being generated from, with its place. */
export function mistakeTrouble({ source }: ReadDefinition, { span, message }: Mistake): BindingTrouble {
  return { level: "error", message, uri: source.uri, range: source.rangeOf(span) };
}

/** What the generator says of an object, with its place in the file that it comes from. */
export function problemTrouble(problem: BindingProblem, files: readonly ReadDefinition[]): BindingTrouble {
  const { level, message, objectId, version, resourceId, from } = problem;
  const query = { objectId, version, ...(resourceId === undefined ? {} : { resourceId }) };
  for (const { source, file } of files) {
    const place = sourceName(source.uri) === from ? placeIn(source, file, query) : undefined;
    if (place !== undefined) return { level, message, uri: place.uri, range: place.range };
  }
  return { level, message };
}
