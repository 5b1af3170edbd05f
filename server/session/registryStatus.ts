import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import type { ServerStatus } from "../protocol.js";

/** The registry of a server that could not read one: it knows nothing. */
export const emptyRegistry: Registry = {
  source: { commit: undefined, date: undefined, digest: "" },
  objects: [],
  versions: () => [],
  object: () => undefined,
  reusableResources: [],
  reusableResource: () => undefined,
};

/** What the client shows of the server's health. */
export function serverStatus(registry: Registry, trouble: string | undefined): ServerStatus {
  return { registryDate: registry.source.date, registryObjects: registry.objects.length, trouble };
}
