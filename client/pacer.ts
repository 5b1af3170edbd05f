import type { Clock } from "../lwm2m/base/clock.js";
import type { Disposable } from "../lwm2m/base/disposal.js";

/** Does something at most once in so many milliseconds, the first time at once and the last time for sure. */
export class Pacer implements Disposable {
  readonly #clock: Clock;
  readonly #pause: number;
  readonly #work: () => void;
  #timer: Disposable | undefined;
  #isAsked = false;
  #isOver = false;

  constructor(clock: Clock, pause: number, work: () => void) {
    this.#clock = clock;
    this.#pause = pause;
    this.#work = work;
  }

  /** Asks for the work. */
  ask(): void {
    if (this.#isOver) return;
    if (this.#timer !== undefined) {
      this.#isAsked = true;
      return;
    }
    this.#isAsked = false;
    this.#timer = this.#clock.after(this.#pause, () => {
      this.#timer = undefined;
      if (this.#isAsked) this.ask();
    });
    this.#work();
  }

  dispose(): void {
    this.#isOver = true;
    this.#timer?.dispose();
  }
}
