import type { Disposable } from "../base/disposal.js";
import type { Clock } from "../base/clock.js";
import type { Registration } from "./device.js";

/** The lifetime of a registration that does not name one, in seconds (LwM2M TS 1.2 §6.2.1). */
export const defaultLifetime = 86_400;

/** Timers of Node.js are no longer than 24.8 days; looking once a day costs nothing. */
const longestWait = 86_400_000;

/** When a lifetime that starts now ends; undefined for one without end. */
export function endOfLifetime(now: number, lifetime: number): number | undefined {
  return lifetime === 0 ? undefined : now + lifetime * 1000;
}

/**
 * How long a registration is kept beyond its lifetime, in milliseconds: a tenth of it, but at least the time that a lost
 * Update takes to be sent again twice, and at most as long as it may be on its way (MAX_TRANSMIT_WAIT, RFC 7252 §4.8.2).
 */
function graceOf(lifetime: number): number {
  return Math.min(93_000, Math.max(9_000, lifetime * 100));
}

/** When a registration is dropped. */
export function dropTime({ expiresAt, lifetime }: Registration): number | undefined {
  return expiresAt === undefined ? undefined : expiresAt + graceOf(lifetime);
}

/** One timer for the next thing that falls due of many. */
export class NextDue implements Disposable {
  readonly #clock: Clock;
  readonly #nextDue: () => number | undefined;
  readonly #onDue: () => void;
  #timer: Disposable | undefined;

  /** `nextDue` tells when to call `onDue` next, in milliseconds since 1970. */
  constructor(clock: Clock, nextDue: () => number | undefined, onDue: () => void) {
    this.#clock = clock;
    this.#nextDue = nextDue;
    this.#onDue = onDue;
  }

  /** Looks anew at when something falls due. To be called when that may have changed. */
  readonly reset = (): void => {
    this.#timer?.dispose();
    this.#timer = undefined;
    const due = this.#nextDue();
    if (due === undefined) return;
    const wait = Math.min(longestWait, Math.max(0, due - this.#clock.now()));
    this.#timer = this.#clock.after(wait, () => {
      this.#onDue();
      this.reset();
    });
  };

  readonly dispose = (): void => {
    this.#timer?.dispose();
    this.#timer = undefined;
  };
}
