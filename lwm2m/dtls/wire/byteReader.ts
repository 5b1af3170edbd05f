const nothing = new Uint8Array();

/**
 * Reads numbers and vectors of the presentation language (RFC 5246 §4). Reading past the end gives zeros and leaves
 * the reader broken, so that a message is read to its end and judged once.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;
  #isBroken = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** True once something was read that is not there. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  get isAtEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** True if everything was there and nothing is left. */
  get isComplete(): boolean {
    return this.isAtEnd && !this.#isBroken;
  }

  /** A number of so many bytes, at most 6. */
  uint(length: 1 | 2 | 3 | 6): number {
    return this.bytes(length).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** So many bytes as they stand, not copied. */
  bytes(length: number): Uint8Array {
    const end = this.#offset + length;
    if (this.#isBroken || end > this.#bytes.length) {
      this.#isBroken = true;
      this.#offset = this.#bytes.length;
      return nothing;
    }
    const part = this.#bytes.subarray(this.#offset, end);
    this.#offset = end;
    return part;
  }

  /** A vector behind its length of one, two or three bytes. */
  vector(lengthBytes: 1 | 2 | 3): Uint8Array {
    return this.bytes(this.uint(lengthBytes));
  }
}
