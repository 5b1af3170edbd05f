import type { ObjectDefinition, ReusableResource } from "../model.js";
import type { Registry } from "./registry.js";
import { versionNumbers } from "../version.js";

/** A reusable resource that OMA has numbered but not yet defined is called this; nobody can use it. */
const placeholderName = "TBD";

/** The reusable resources that a definition can use: all but the placeholders. */
export function usableReusableResources(registry: Registry): readonly ReusableResource[] {
  return registry.reusableResources.filter(({ name }) => name !== placeholderName);
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
export function nearestVersion(
  registry: Pick<Registry, "object" | "versions">,
  id: number,
  version: string,
): NearestVersion | undefined {
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
