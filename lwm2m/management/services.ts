import type { Clock } from "../base/clock.js";
import type { Random } from "../base/random.js";
import type { Definitions } from "../data/definitions.js";
import type { ManagementEvent } from "./events.js";
import type { ManagementLimits } from "./server.js";

/** What all parts of one LwM2M Server share. */
export interface Services {
  readonly clock: Clock;
  readonly random: Random;
  readonly definitions: Definitions;
  readonly limits: ManagementLimits;
  readonly emit: (event: ManagementEvent) => void;
}

/** Enough for any real device and a room full of them, and no burden for this machine. */
export const defaultLimits: ManagementLimits = {
  devices: 1000,
  body: 64 * 1024,
  instances: 4000,
  values: 10_000,
  observations: 200,
};
