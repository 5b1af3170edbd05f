const windowLength = 64;

/** Tells records that have come before from new ones (RFC 6347 §4.1.2.6, RFC 4303 §3.4.3). One for each epoch. */
export class ReplayWindow {
  #highest = -1;
  /** Bit n stands for the record `#highest - n`. */
  #seen = 0n;

  /** True if the record is newer than every other. */
  isNewest(sequence: number): boolean {
    return sequence > this.#highest;
  }

  /** True if the record is new; one that is older than the window counts as seen. */
  isNew(sequence: number): boolean {
    const age = this.#highest - sequence;
    if (age < 0) return true;
    return age < windowLength && (this.#seen & (1n << BigInt(age))) === 0n;
  }

  /** Remembers a record. Only authenticated ones may move the window. */
  accept(sequence: number): void {
    const step = sequence - this.#highest;
    if (step > 0) {
      this.#seen = step >= windowLength ? 1n : BigInt.asUintN(windowLength, (this.#seen << BigInt(step)) | 1n);
      this.#highest = sequence;
    } else this.#seen |= 1n << BigInt(-step);
  }
}
