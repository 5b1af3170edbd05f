import { Emitter } from "../../lwm2m/base/event.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { Rejection } from "../rejection.js";
import type { AnyNotification, EngineCore } from "./core.js";
import { Credentials } from "./credentials.js";

/** What the core is made from. */
export interface CoreSetup {
  readonly registry: Registry;
  /** Where what survives a restart is kept. */
  readonly folder: string;
  readonly logger: Logger;
}

/** Everything that the engine does with devices. */
export function createCore({ logger }: CoreSetup): EngineCore {
  const notifications = new Emitter<AnyNotification>();
  const credentials = new Credentials();
  const notYet = (): never => {
    logger.log("debug", "not yet");
    throw new Rejection("failed", "Not yet.");
  };
  return {
    handlers: {
      "engine/snapshot": () => ({
        server: { kind: "stopped" },
        devices: [],
        simulators: [],
        credentials: credentials.list(),
        log: [],
      }),
      "server/start": notYet,
      "server/stop": notYet,
      "credentials/set": (params) => {
        credentials.set(params.credentials);
        notifications.fire({ name: "credentials/changed", params: credentials.list() });
        return credentials.list();
      },
      "credentials/remove": (params) => {
        credentials.remove(params.identity);
        notifications.fire({ name: "credentials/changed", params: credentials.list() });
        return credentials.list();
      },
      "definitions/set": notYet,
      "simulators/start": notYet,
      "simulators/stop": notYet,
      "devices/connect": notYet,
      "devices/forget": notYet,
      "devices/tree": notYet,
      "device/read": notYet,
      "device/write": notYet,
      "device/writeFile": notYet,
      "device/execute": notYet,
      "device/create": notYet,
      "device/delete": notYet,
      "device/discover": notYet,
      "device/observe": notYet,
      "device/cancelObservation": notYet,
    },
    onNotification: notifications.event,
    clientGone: () => undefined,
    stop: () => Promise.resolve(),
  };
}
