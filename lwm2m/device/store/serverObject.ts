import type { ObjectStore } from "./objectStore.js";

/** A number of the device's only instance of the Server object, if it is there (LwM2M TS 1.1 Appendix E.2). */
export function serverNumber(store: ObjectStore, resourceId: number): number | undefined {
  const [server] = store.objects.get(1)?.instances.values() ?? [];
  const value = server?.resources.get(resourceId)?.behaviors.get(0)?.at(store.moment()).value;
  return typeof value === "bigint" ? Number(value) : undefined;
}
