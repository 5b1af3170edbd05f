import type { Clock } from "../../base/clock.js";
import type { Disposable } from "../../base/disposal.js";
import { detached, type DtlsRecord } from "../wire/record.js";

/**
 * How long a Finished that decrypts may still come after one that did not. One such record may be forged or damaged,
 * and must not end a handshake; a peer with another key sends it again and again.
 */
const doubtTime = 3000;

/**
 * A Finished that does not decrypt was made with another key. RFC 6347 §4.1.2.7 lets bad records be dropped, but then
 * nobody would ever learn why: it is believed once another one comes, or no better one for a while.
 */
export class Doubt implements Disposable {
  readonly #clock: Clock;
  readonly #onCertainty: () => void;
  #first: DtlsRecord | undefined;
  #timer: Disposable | undefined;

  constructor(clock: Clock, onCertainty: () => void) {
    this.#clock = clock;
    this.#onCertainty = onCertainty;
  }

  /** The first record that did not decrypt. */
  get first(): DtlsRecord | undefined {
    return this.#first;
  }

  /** A record that may be Finished does not decrypt. The same one again, as networks repeat it, says no more. */
  raise(record: DtlsRecord): void {
    if (this.#first === undefined) {
      this.#first = detached(record);
      this.#timer = this.#clock.after(doubtTime, this.#onCertainty);
    } else if (this.#first.sequence !== record.sequence) this.#onCertainty();
  }

  dispose(): void {
    this.#timer?.dispose();
  }
}
