import type { Clock } from "../../lwm2m/base/clock.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";

/** What a promise brings within so many milliseconds; undefined if it is late. It is not stopped by that. */
export function inTime<T>(promise: Promise<T>, clock: Clock, milliseconds: number): Promise<T | undefined> {
  let timer: Disposable | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = clock.after(milliseconds, () => {
      resolve(undefined);
    });
  });
  return Promise.race([promise, late]).finally(() => timer?.dispose());
}
