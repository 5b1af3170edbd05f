import { Emitter, type Event } from "../base/event.js";
import type { DtlsLimits } from "./endpoint.js";
import { Held } from "./record/held.js";

/** Data of a peer, for whoever listens. What comes before anybody does is held for the first listener. */
export class ReceivedData {
  readonly #limits: DtlsLimits;
  readonly #emitter = new Emitter<Uint8Array>();
  #early: Held<Uint8Array> | undefined;
  #isReleasing = false;

  constructor(limits: DtlsLimits) {
    this.#limits = limits;
  }

  /** What is held goes to the first listener once it has been added, and before anything newer. */
  readonly event: Event<Uint8Array> = (listener) => {
    const subscription = this.#emitter.event(listener);
    if (this.#early !== undefined && !this.#isReleasing) {
      this.#isReleasing = true;
      queueMicrotask(() => {
        this.#isReleasing = false;
        const early = this.#early?.release() ?? [];
        this.#early = undefined;
        for (const data of early) this.#emitter.fire(data);
      });
    }
    return subscription;
  };

  take(data: Uint8Array): void {
    if (this.#emitter.isIdle || this.#isReleasing) {
      this.#early ??= new Held(this.#limits, (one) => one.length);
      this.#early.hold(data);
    } else this.#emitter.fire(data);
  }

  dispose(): void {
    this.#early = undefined;
    this.#emitter.dispose();
  }
}
