import type { Clock } from "../base/clock.js";
import type { Event } from "../base/event.js";
import type { Logger } from "../base/logger.js";
import type { Random } from "../base/random.js";
import type { Definitions } from "../data/definitions.js";
import type { ObjectDefinition } from "../definition/model.js";
import type { ServerConnector } from "./serverConnector.js";

/** What a simulated device is made from: an LwM2M 1.1 Client with any set of objects. */
export interface SimulatedDeviceSetup {
  /** The endpoint client name. It also seeds the values, so that the same device always behaves the same. */
  readonly endpoint: string;
  /** Besides Security, Server and Device, which every client has. An object that is given twice counts once. */
  readonly objects: readonly SimulatedObjectSetup[];
  /** Where the definitions of Security, Server and Device come from, unless `objects` has them. */
  readonly definitions: Definitions;
  /** Seconds; 300 unless told. The LwM2M Server may write another one to `/1/0/1`. */
  readonly lifetime?: number;
  /** The way to the LwM2M Server. The device disposes it when it stops. */
  readonly server: ServerConnector;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** An object that the device has. */
export interface SimulatedObjectSetup {
  readonly definition: ObjectDefinition;
  /** Object instances at the start, 1 unless told; an object with a single instance has one. */
  readonly instances?: number;
}

/** How it stands between the device and its LwM2M Server. */
export type SimulatedDeviceState =
  | { readonly kind: "connecting" }
  | { readonly kind: "registered" }
  /** Why it does not register, in a sentence with what to do. It keeps trying. */
  | { readonly kind: "failing"; readonly problem: string };

/** A simulated device. It connects and registers as soon as it is made, and does so again whenever it must. */
export interface SimulatedDevice {
  readonly endpoint: string;
  readonly state: SimulatedDeviceState;
  readonly onStateChange: Event<SimulatedDeviceState>;
  /** Deregisters if it is registered, closes the connection and ends every timer. The promise is never rejected. */
  readonly stop: () => Promise<void>;
}
