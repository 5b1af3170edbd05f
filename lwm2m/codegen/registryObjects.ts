import { nearest } from "../base/nearest.js";
import { listed } from "../base/words.js";
import type { ObjectDefinition } from "../definition/model.js";
import type { Registry } from "../definition/registry/registry.js";

/** What a list of objects stands for. */
export interface RegistryObjects {
  /** Each version once, in the order of the list. */
  readonly objects: readonly ObjectDefinition[];
  /** Sentences about what there is not. */
  readonly problems: readonly string[];
}

/**
 * The objects of the registry that configuration or command line name: `3303` in its newest version, `3303@1.0`, `all` for
 * the newest version of every object, `all-versions`.
 */
export function registryObjects(wishes: readonly string[], registry: Registry): RegistryObjects {
  const objects = new Map<string, ObjectDefinition>();
  const problems: string[] = [];
  for (const wish of wishes) {
    const found = objectsOf(wish.trim(), registry);
    if (typeof found === "string") problems.push(found);
    else for (const object of found) objects.set(`${object.id} ${object.version}`, object);
  }
  return { objects: [...objects.values()], problems };
}

/** The objects, or why there are none. */
function objectsOf(wish: string, registry: Registry): readonly ObjectDefinition[] | string {
  if (wish === "all") return registry.objects;
  if (wish === "all-versions") return registry.objects.flatMap(({ id }) => registry.versions(id));
  const [, id, version] = /^(\d{1,5})(?:@(\d{1,9}\.\d{1,9}))?$/u.exec(wish) ?? [];
  if (id === undefined) return noObject(wish, registry);
  const object = registry.object(Number(id), version);
  if (object !== undefined) return [object];
  const versions = registry.versions(Number(id)).map((one) => one.version);
  if (versions.length === 0)
    return `The OMA registry has no object ${id}; name the file that defines it.${meantId(id, registry)}`;
  return `The OMA registry has object ${id} in version ${listed(versions)}, not in ${version ?? ""}.`;
}

/** The object whose ID looks like one that there is not: with a digit too many, too few, another or in another order. */
function meantId(id: string, { objects }: Registry): string {
  // Of one or two digits every number is near to some ID.
  const ids = id.length < 3 ? [] : objects.map((object) => String(object.id));
  const meant = nearest(id, ids);
  const object = objects.find((one) => String(one.id) === meant);
  return object === undefined ? "" : ` Did you mean ${object.id}, ${object.name}?`;
}

function noObject(wish: string, { objects }: Registry): string {
  const name = nearest(
    wish.toLowerCase(),
    objects.map((object) => object.name.toLowerCase()),
  );
  const meant = objects.find((object) => object.name.toLowerCase() === name);
  const hint = meant === undefined ? "" : ` ${meant.name} is ${meant.id}.`;
  return `“${wish}” is no object of the registry; write an ID such as 3303, or 3303@1.0 for one version.${hint}`;
}
