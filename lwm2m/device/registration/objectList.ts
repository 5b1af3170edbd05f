import { printLinks, type Link } from "../../codec/linkFormat.js";
import { initialVersion } from "../../definition/version.js";
import type { ObjectStore } from "../store/objectStore.js";

/** Security and OSCORE are no part of the list (LwM2M TS 1.1 §6.2.1). */
const unlisted: readonly number[] = [0, 21];

/**
 * The payload of Register (LwM2M TS 1.1 §6.2.1): the root with the formats, objects with versions other than 1.0 or
 * without instances, and the object instances.
 */
export function objectList(store: ObjectStore, formats: readonly number[]): string {
  const root: Link = {
    target: "/",
    attributes: [
      { name: "rt", value: "oma.lwm2m" },
      { name: "ct", value: formats.join(" ") },
    ],
  };
  const links: Link[] = [root];
  for (const [id, { definition, instances }] of store.objects) {
    if (unlisted.includes(id)) continue;
    if (definition.version !== initialVersion) {
      links.push({ target: `/${id}`, attributes: [{ name: "ver", value: definition.version }] });
    } else if (instances.size === 0) {
      links.push({ target: `/${id}`, attributes: [] });
    }
    for (const instanceId of instances.keys()) links.push({ target: `/${id}/${instanceId}`, attributes: [] });
  }
  return printLinks(links);
}
