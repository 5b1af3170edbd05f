import type { ResourcePath } from "../../data/path.js";
import { extremeFacts } from "../values/extremes.js";
import type { ObjectStore } from "./objectStore.js";
import type { StoredResource } from "./stored.js";

/** Words that say that something is reset, not what. */
const fillers = /\b(?:re-?set|clear|and|of|the|values?|measured|number)\b/giu;

/**
 * Executes what a reset's name speaks of: "Reset Min and Max Measured Values" the extremes of the object instance, others
 * the counters that share a word with it, or all where none does. Does nothing for an executable that is no reset.
 */
export function resetRelated(store: ObjectStore, path: ResourcePath): void {
  const object = store.object(path)?.definition;
  const instance = store.instance(path);
  const name = instance?.resources.get(path.resourceId)?.definition.name ?? "";
  if (object === undefined || instance === undefined || !/re-?set|clear/iu.test(name)) return;
  const isOfExtremes = /\bmin|\bmax/iu.test(name);
  const candidates = [...instance.resources.values()].filter(
    (resource) => isResettable(resource) && (extremeFacts(object, resource.definition) !== undefined) === isOfExtremes,
  );
  const words = name
    .toLowerCase()
    .replaceAll(fillers, "")
    .split(/\W+/u)
    .filter((word) => word.length > 2);
  const named = candidates.filter(({ definition }) =>
    words.some((word) => definition.name.toLowerCase().includes(word)),
  );
  for (const { behaviors } of isOfExtremes || named.length === 0 ? candidates : named) {
    for (const behavior of behaviors.values()) behavior.reset?.(store.moment());
  }
}

function isResettable({ behaviors }: StoredResource): boolean {
  return [...behaviors.values()].some(({ reset }) => reset !== undefined);
}
