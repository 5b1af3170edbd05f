import { measureStreamMessage } from "./streamCodec.js";

const nothing = new Uint8Array(0);

/**
 * Cuts what comes over a stream into messages (RFC 8323 §3.2), whichever pieces it comes in. It keeps no more than one
 * unfinished message, and of that no more than has come, rounded up to a power of two.
 */
export class FrameReader {
  readonly #limit: number;
  /** The beginning of a message that is not whole yet. */
  #pending: Uint8Array = nothing;
  #length = 0;

  /** No message may have more than `limit` bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many bytes of an unfinished message wait. */
  get pending(): number {
    return this.#length;
  }

  /**
   * Takes what has come, and hands on each message that is whole, as bytes that stay as they are, as long as it is taken.
   * Answers why the stream cannot be read on, if so.
   */
  take(data: Uint8Array, hand: (frame: Uint8Array) => boolean): string | undefined {
    if (this.#length === 0) return this.#cut(data, data.length, hand);
    this.#append(data);
    const whole = this.#pending;
    const length = this.#length;
    const measured = measureStreamMessage(whole, 0, length);
    if (typeof measured === "number" && measured <= this.#limit && measured > length) return undefined;
    this.clear();
    return this.#cut(whole, length, hand);
  }

  /** Forgets what waits. */
  clear(): void {
    this.#pending = nothing;
    this.#length = 0;
  }

  #cut(data: Uint8Array, end: number, hand: (frame: Uint8Array) => boolean): string | undefined {
    let offset = 0;
    for (;;) {
      const measured = measureStreamMessage(data, offset, end);
      if (typeof measured === "string") return measured;
      if (measured !== undefined && measured > this.#limit) {
        return `A message of ${measured} bytes is announced; ${this.#limit} are the most that are taken.`;
      }
      if (measured === undefined || offset + measured > end) break;
      if (!hand(data.subarray(offset, offset + measured))) return undefined;
      offset += measured;
    }
    // A copy, since what was handed on belongs to others.
    if (offset < end) this.#append(data.subarray(offset, end));
    return undefined;
  }

  #append(data: Uint8Array): void {
    const length = this.#length + data.length;
    if (length > this.#pending.length) {
      const larger = new Uint8Array(2 ** Math.ceil(Math.log2(Math.max(64, length))));
      larger.set(this.#pending.subarray(0, this.#length));
      this.#pending = larger;
    }
    this.#pending.set(data, this.#length);
    this.#length = length;
  }
}
