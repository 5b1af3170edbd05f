import type { Disposable } from "./disposal.js";

/** Something that happens again and again. Calling it adds a listener; disposing what it returns removes that again. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The owner's side of an event: only who holds the emitter can fire it. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();

  /** Adds a listener. The same function is added once. */
  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };

  /** Calls every listener that was there when the value came. A listener must not throw. */
  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  /** True if nobody listens, so that a value need not be made. */
  get isIdle(): boolean {
    return this.#listeners.size === 0;
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
