/** A body that grows block by block, up to a limit. */
export class BodyBuffer {
  readonly #limit: number;
  #bytes = new Uint8Array(0);
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  /** How many bytes are taken up, used or not. */
  get capacity(): number {
    return this.#bytes.length;
  }

  /** Adds a block; false if the body would grow beyond the limit. */
  append(block: Uint8Array): boolean {
    const length = this.#length + block.length;
    if (length > this.#limit) return false;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.min(this.#limit, Math.max(4096, length, this.#bytes.length * 2)));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(block, this.#length);
    this.#length = length;
    return true;
  }

  /** The body so far; a view of what later blocks do not change. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
