import { timingSafeEqual } from "node:crypto";
import { Masked } from "./masked.js";

/**
 * Bytes that must not be seen: a pre-shared key, a private key. However it is printed (as text, as JSON, by the
 * inspector), it shows as `***`; only `reveal` gives the bytes, and only code that computes with them calls it.
 */
export class Secret extends Masked {
  readonly #bytes: Uint8Array;

  /** Keeps a copy of the bytes. */
  constructor(bytes: Uint8Array) {
    super();
    this.#bytes = Uint8Array.from(bytes);
  }

  /** The bytes themselves. The caller neither keeps nor prints them. */
  reveal(): Uint8Array {
    return this.#bytes;
  }

  get byteLength(): number {
    return this.#bytes.byteLength;
  }

  /** Compares in a time that tells nothing about the bytes. */
  equals(other: Secret): boolean {
    return this.byteLength === other.byteLength && timingSafeEqual(this.#bytes, other.#bytes);
  }
}
