import type { Clock } from "../clock.js";

interface Waiting {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test lets time pass. */
export class SimulatedClock implements Clock {
  #now: number;
  #order = 0;
  readonly #waiting = new Set<Waiting>();

  /** Starts at so many milliseconds since 1970. */
  constructor(start = 1_700_000_000_000) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly after: Clock["after"] = (milliseconds, callback) => {
    const waiting = { due: this.#now + Math.max(0, milliseconds), order: this.#order++, callback };
    this.#waiting.add(waiting);
    return { dispose: () => void this.#waiting.delete(waiting) };
  };

  /** How many timers wait. */
  get timers(): number {
    return this.#waiting.size;
  }

  /** Lets time pass; timers that fall due are called in their order, with everything that promises do in between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.due);
      this.#waiting.delete(next);
      next.callback();
      await settle();
    }
    this.#now = end;
  }

  /**
   * Lets time pass until `promise` is settled.
   * @throws if no timer is left, or `limit` milliseconds have passed, and it still is not
   */
  async until<T>(promise: Promise<T>, limit = 3_600_000): Promise<T> {
    const state = { isSettled: false };
    const settled = (): void => {
      state.isSettled = true;
    };
    promise.then(settled, settled);
    const end = this.#now + limit;
    await settle();
    while (!state.isSettled) {
      const next = this.#next(end);
      if (next === undefined) throw new Error("The promise is not settled, and no timer would settle it in time.");
      await this.advance(Math.max(0, next.due - this.#now));
    }
    return promise;
  }

  #next(end: number): Waiting | undefined {
    let first: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if (waiting.due > end) continue;
      if (first === undefined || waiting.due < first.due || (waiting.due === first.due && waiting.order < first.order))
        first = waiting;
    }
    return first;
  }
}

/** Gives promises and their followers their turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
