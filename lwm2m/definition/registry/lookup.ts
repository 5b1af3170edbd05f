import type { ObjectDefinition, ReusableResource } from "../model.js";
import type { Registry } from "./registry.js";
import { versionNumbers } from "./versionOrder.js";

/** A reusable resource that OMA has numbered but not yet defined is called this; nobody can use it. */
const placeholderName = "TBD";

/** The reusable resources that a definition can use: all but the placeholders. */
export function usableReusableResources(registry: Registry): readonly ReusableResource[] {
  return registry.reusableResources.filter(({ name }) => name !== placeholderName);
}

/**
 * The reusable resources that a text may mean, the best first: by ID, else by name, where every word of the query
 * begins a word of the name or stands somewhere in it. All of them, by ID, for an empty query.
 */
export function findReusable(registry: Registry, query: string): readonly ReusableResource[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  return usableReusableResources(registry)
    .map((resource) => ({ resource, distance: distance(resource, words) }))
    .filter(({ distance }) => distance !== undefined)
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0) || a.resource.id - b.resource.id)
    .map(({ resource }) => resource);
}

/** How far a resource is from the words, 0 being the same; undefined if it is something else. */
function distance({ id, name }: ReusableResource, words: readonly string[]): number | undefined {
  const wanted = words.join(" ");
  if (wanted === "") return 0;
  const digits = String(id);
  if (digits === wanted) return 0;
  if (digits.startsWith(wanted)) return 1;
  const text = name.toLowerCase();
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 2;
  const parts = text.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => parts.some((part) => part.startsWith(word)))) return 3;
  if (words.every((word) => text.includes(word))) return 4;
  return undefined;
}

/** An object for a version that somebody has asked for. */
export interface NearestVersion {
  readonly object: ObjectDefinition;
  /** A sentence for the user if this is not the version asked for, else undefined. */
  readonly warning: string | undefined;
}

/**
 * The object in the version asked for, or else the one that comes nearest: first of the same major version, as those
 * only differ by optional resources, and there rather a later one, which knows all that an earlier one does.
 * Undefined if the registry does not know the object at all.
 */
export function nearestVersion(registry: Registry, id: number, version: string): NearestVersion | undefined {
  const exact = registry.object(id, version);
  if (exact !== undefined) return { object: exact, warning: undefined };
  const wanted = versionNumbers(version);
  const ranked = registry.versions(id).map((object) => {
    const found = versionNumbers(object.version);
    const majors = Math.abs(found.major - wanted.major);
    // In an older major version the last minor is nearest, in a newer one the first.
    const minors = majors === 0 ? found.minor - wanted.minor : (found.minor * (found.major - wanted.major)) / majors;
    return { object, majors, isEarlier: minors < 0 && majors === 0, minors: majors === 0 ? Math.abs(minors) : minors };
  });
  ranked.sort((a, b) => a.majors - b.majors || Number(a.isEarlier) - Number(b.isEarlier) || a.minors - b.minors);
  const object = ranked[0]?.object;
  if (object === undefined) return undefined;
  const warning = `Version ${version} of object ${id} is not known; version ${object.version} is used instead.`;
  return { object, warning };
}
