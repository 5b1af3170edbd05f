import type { Disposable } from "./disposal.js";

/** Time and timers. Protocol code gets one, so that tests can let time pass without waiting. */
export interface Clock {
  /** Milliseconds since 1970. Only differences matter to protocols, the date only to people. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds, unless the timer is disposed before. */
  readonly after: (milliseconds: number, callback: () => void) => Disposable;
}

/** The clock on the wall. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};
