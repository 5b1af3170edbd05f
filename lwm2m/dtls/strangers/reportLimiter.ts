import { BoundedMap } from "../../base/boundedMap.js";
import type { Clock } from "../../base/clock.js";

const minute = 60_000;

/**
 * Lets reports about peers that have not proved their address through: one a minute for each host and outcome, and not
 * more than a number altogether, because a stranger can write any address on a datagram.
 */
export class ReportLimiter {
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #lastAt = new BoundedMap<string, number>(256);
  #since = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(clock: Clock, perMinute: number) {
    this.#clock = clock;
    this.#perMinute = perMinute;
  }

  /** True if a report of this host and outcome may be made now. */
  allows(host: string, outcome: string): boolean {
    const now = this.#clock.now();
    const key = `${outcome} ${host}`;
    if (now - (this.#lastAt.get(key) ?? Number.NEGATIVE_INFINITY) < minute) return false;
    if (now - this.#since >= minute) {
      this.#since = now;
      this.#count = 0;
    }
    if (this.#count >= this.#perMinute) return false;
    this.#count++;
    this.#lastAt.set(key, now);
    return true;
  }
}
