import { Emitter } from "../../lwm2m/base/event.js";
import type { AnyNotification, ClientId, EngineCore } from "../core/core.js";
import { EngineError } from "../protocol/engineError.js";

/** A core without devices, for tests of the way to it. */
export interface StillCore extends EngineCore {
  readonly notifications: Emitter<AnyNotification>;
  /** Clients that are gone, in order. */
  readonly gone: readonly ClientId[];
}

export function stillCore(overrides: Partial<EngineCore["handlers"]> = {}): StillCore {
  const notifications = new Emitter<AnyNotification>();
  const gone: ClientId[] = [];
  const nothing = (): never => {
    throw new EngineError("unknown device", "There is no such device.");
  };
  return {
    notifications,
    gone,
    handlers: {
      "engine/snapshot": () => ({ server: { kind: "stopped" }, devices: [], simulators: [], credentials: [], log: [] }),
      "server/start": nothing,
      "server/stop": () => ({ kind: "stopped" }),
      "credentials/set": () => [],
      "credentials/remove": () => [],
      "definitions/set": () => null,
      "simulators/start": nothing,
      "simulators/stop": () => null,
      "devices/connect": nothing,
      "devices/forget": () => null,
      "devices/tree": nothing,
      "device/read": nothing,
      "device/write": nothing,
      "device/writeFile": nothing,
      "device/execute": nothing,
      "device/create": nothing,
      "device/delete": nothing,
      "device/discover": nothing,
      "device/observe": nothing,
      "device/cancelObservation": nothing,
      ...overrides,
    },
    onNotification: notifications.event,
    clientGone: (client) => void gone.push(client),
    stop: () => Promise.resolve(),
  };
}
