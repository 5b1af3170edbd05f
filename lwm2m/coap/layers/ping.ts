import type { Delivery } from "./messageLayer.js";

/** An empty message that a living peer rejects. */
export class Ping implements Delivery {
  readonly #resolve: (isAlive: boolean) => void;

  constructor(resolve: (isAlive: boolean) => void) {
    this.#resolve = resolve;
  }

  sent(): void {
    // Only the answer matters.
  }

  /** Not what RFC 7252 §4.3 asks for, but alive. */
  acknowledged(): void {
    this.#resolve(true);
  }

  answered(): void {
    this.#resolve(true);
  }

  rejected(): void {
    this.#resolve(true);
  }

  lost(): void {
    this.#resolve(false);
  }
}
