import type { Entry } from "../../data/entry.js";
import { printPath, resourceOf } from "../../data/path.js";
import type { Value } from "../../data/value.js";
import type { ObjectStore } from "./objectStore.js";

/** Bytes of texts and Opaque values that a device has room for. */
const mostBytes = 32 * 1024 * 1024;

/** A write of less than this is not counted: there are only so many places for values. */
const smallWrite = 1024;

/** Instances that a multiple resource may have. */
const mostInstances = 256;

/** Why there is no room for values that a server wants to write; undefined if there is. */
export function roomProblem(store: ObjectStore, entries: readonly Entry[], payloadLength: number): string | undefined {
  const added = new Map<string, Set<number>>();
  for (const { path } of entries) {
    const key = printPath(resourceOf(path));
    const ids = added.get(key) ?? new Set(store.resource(path)?.behaviors.keys());
    added.set(key, ids.add(path.resourceInstanceId ?? 0));
    if (ids.size > mostInstances) return `${key} cannot have more than ${mostInstances} instances.`;
  }
  if (payloadLength < smallWrite || storedBytes(store) + payloadLength <= mostBytes) return undefined;
  return `The device has room for ${mostBytes} bytes of values; delete some first.`;
}

function storedBytes(store: ObjectStore): number {
  const moment = store.moment();
  let bytes = 0;
  for (const { instances } of store.objects.values()) {
    for (const { resources } of instances.values()) {
      for (const { behaviors, definition } of resources.values()) {
        if (definition.type !== "Opaque" && definition.type !== "String") continue;
        for (const behavior of behaviors.values()) bytes += sizeOf(behavior.at(moment));
      }
    }
  }
  return bytes;
}

function sizeOf(value: Value): number {
  if (value.type === "Opaque") return value.value.length;
  return value.type === "String" ? value.value.length : 0;
}
