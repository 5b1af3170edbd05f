import type { Content, Entry } from "../../data/entry.js";
import { isResourcePath, type Path, type ResourcePath } from "../../data/path.js";
import type { Operations } from "../../definition/structure.js";
import type { ObjectStore } from "./objectStore.js";
import type { StoredInstance, StoredResource } from "./stored.js";

/** True if a server may read a resource with these operations. */
export function isReadable(operations: Operations): boolean {
  return operations === "R" || operations === "RW";
}

/** True if a server may write a resource with these operations. */
export function isWritable(operations: Operations): boolean {
  return operations === "W" || operations === "RW";
}

/** The values at a path that a server may read, in the order of their paths (LwM2M TS 1.1 §6.3.1). */
export function readEntries(store: ObjectStore, path: Path): Content {
  const entries: Entry[] = [];
  const empty: Path[] = [];
  const object = store.object(path);
  if (object === undefined) return { entries, empty };
  const objectId = object.definition.id;
  for (const [objectInstanceId, instance] of object.instances) {
    if (path.objectInstanceId !== undefined && path.objectInstanceId !== objectInstanceId) continue;
    const before = entries.length;
    for (const [place, resource] of resourcesAt(instance, { objectId, objectInstanceId }, path)) {
      entries.push(...resourceEntries(store, place, resource));
      if (resource.behaviors.size === 0) empty.push(place);
    }
    if (entries.length === before && !isResourcePath(path)) empty.push({ objectId, objectInstanceId });
  }
  return { entries, empty };
}

function* resourcesAt(
  instance: StoredInstance,
  place: { readonly objectId: number; readonly objectInstanceId: number },
  path: Path,
): Generator<readonly [ResourcePath, StoredResource]> {
  for (const [resourceId, resource] of instance.resources) {
    const isAsked = path.resourceId === undefined || path.resourceId === resourceId;
    if (!isAsked || !isReadable(resource.definition.operations)) continue;
    yield [{ ...place, resourceId, ...instanceOf(path) }, resource];
  }
}

function instanceOf({ resourceInstanceId }: Path): Pick<Path, "resourceInstanceId"> {
  return resourceInstanceId === undefined ? {} : { resourceInstanceId };
}

function resourceEntries(store: ObjectStore, place: ResourcePath, { definition, behaviors }: StoredResource): Entry[] {
  const moment = store.moment();
  const { objectId, objectInstanceId, resourceId } = place;
  return Array.from(behaviors)
    .filter(([id]) => place.resourceInstanceId === undefined || place.resourceInstanceId === id)
    .sort(([left], [right]) => left - right)
    .map(([id, behavior]) => ({
      path: { objectId, objectInstanceId, resourceId, ...(definition.isMultiple ? { resourceInstanceId: id } : {}) },
      value: behavior.at(moment),
    }));
}
