import type { DeviceState } from "./device.js";

/** What happens to a device, as far as its state is concerned. */
export type DeviceHappening =
  /** A Register was accepted (LwM2M TS 1.2 §6.2.1). */
  | "registers"
  /** Any other message came under its identity: an Update, a Send, a notification (§6.2.2); any at all of a direct one. */
  | "is heard"
  /** Its channel has ended. */
  | "loses its channel"
  /** Its lifetime, and the grace behind it, have passed without an Update (§6.2.1). */
  | "outlives its lifetime"
  /** A De-register was accepted (§6.2.3). */
  | "deregisters";

/**
 * What leads from one state to another. What is not here changes nothing: a device that has expired or deregistered is
 * online again only after a Register, whatever else it sends.
 */
const transitions: Readonly<Record<DeviceState, Partial<Readonly<Record<DeviceHappening, DeviceState>>>>> = {
  online: { "loses its channel": "disconnected", "outlives its lifetime": "expired", deregisters: "deregistered" },
  disconnected: {
    registers: "online",
    "is heard": "online",
    "outlives its lifetime": "expired",
    deregisters: "deregistered",
  },
  "not seen yet": {
    registers: "online",
    "is heard": "online",
    "outlives its lifetime": "expired",
    deregisters: "deregistered",
  },
  expired: { registers: "online" },
  deregistered: { registers: "online" },
};

/** The state of a device after what has happened. */
export function nextState(state: DeviceState, happening: DeviceHappening): DeviceState {
  return transitions[state][happening] ?? state;
}

/** True for the states in which a registration holds. */
export function holdsRegistration(state: DeviceState): boolean {
  return state === "online" || state === "disconnected" || state === "not seen yet";
}
