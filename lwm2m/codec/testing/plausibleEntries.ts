import type { Random } from "../../base/random.js";
import type { Entry } from "../../data/entry.js";
import { plausibleValue } from "../../data/testing/plausibleValue.js";
import type { ObjectDefinition } from "../../definition/model.js";

/** Random values for every resource of an object instance that holds one; a multiple resource has one to three. */
export function plausibleEntries(
  { id, resources }: ObjectDefinition,
  objectInstanceId: number,
  random: Random,
): Entry[] {
  return resources.flatMap((resource) => {
    if (resource.operations === "E") return [];
    const count = resource.isMultiple ? 1 + Math.floor(random.fraction() * 3) : 1;
    return Array.from({ length: count }, (_, index) => {
      const value = plausibleValue(resource, random);
      const path = { objectId: id, objectInstanceId, resourceId: resource.id };
      if (value === undefined) return [];
      return [{ path: resource.isMultiple ? { ...path, resourceInstanceId: index * 150 } : path, value }];
    }).flat();
  });
}
