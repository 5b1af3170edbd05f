import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import type { ServerStatus } from "../protocol.js";

/** What the client shows of the server's health. */
export function serverStatus(registry: Registry, trouble: string | undefined): ServerStatus {
  return { registryDate: registry.source.date, registryObjects: registry.objects.length, trouble };
}
