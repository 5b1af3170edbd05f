import { trafficKeys, type Randoms } from "../crypto/keySchedule.js";
import type { Secret } from "../../base/secret.js";
import type { CipherSuite } from "../tables/suites.js";
import { dtls12 } from "../tables/versions.js";
import { lastSequence, printRecord, recordHeaderLength, type DtlsRecord } from "../wire/record.js";
import { createProtection, type Protection } from "./protection.js";
import { ReplayWindow } from "./replayWindow.js";

/** Nothing is encrypted in epoch 0; without renegotiation, epoch 1 is the only other one. */
export type Epoch = 0 | 1;

/** Why a record is not taken: it came before, or it was not made with the key of its epoch. */
export type Refusal = "replayed" | "forged";

interface Protected {
  readonly write: Protection;
  readonly read: Protection;
  readonly window: ReplayWindow;
}

/** Records in and out of one connection (RFC 6347 §4.1). */
export class RecordLayer {
  readonly #next: [number, number];
  #protected: Protected | undefined;

  /** A server's first record has the number of the ClientHello that it answers (RFC 6347 §4.2.1). */
  constructor(firstSequence = 0) {
    this.#next = [firstSequence, 0];
  }

  /** True once the keys of epoch 1 are known. */
  get isProtected(): boolean {
    return this.#protected !== undefined;
  }

  /** Makes the keys of epoch 1. `usesEncryptThenMac` counts with CBC only. */
  protect(
    suite: CipherSuite,
    master: Secret,
    randoms: Randoms,
    role: "server" | "client",
    usesEncryptThenMac = false,
  ): void {
    const keys = trafficKeys(suite, master, randoms);
    const write = createProtection(suite, keys[role], usesEncryptThenMac);
    const read = createProtection(suite, keys[role === "server" ? "client" : "server"], usesEncryptThenMac);
    this.#protected = { write, read, window: new ReplayWindow() };
  }

  /** Bytes that a record of an epoch has besides its content. */
  overhead(epoch: Epoch): number {
    return recordHeaderLength + (epoch === 1 ? (this.#protected?.write.overhead ?? 0) : 0);
  }

  /**
   * Makes a record, with a new number each time (RFC 6347 §4.1). Undefined if the numbers are used up, or if the epoch
   * has no keys yet.
   */
  seal(type: number, epoch: Epoch, content: Uint8Array): Uint8Array | undefined {
    const sequence = this.#next[epoch];
    if (sequence > lastSequence) return undefined;
    const header = { type, version: dtls12, epoch, sequence };
    const fragment = epoch === 0 ? content : this.#protected?.write.seal(header, content);
    if (fragment === undefined) return undefined;
    this.#next[epoch]++;
    return printRecord({ ...header, fragment });
  }

  /** The content of a record of epoch 1; a refused one leaves no trace (RFC 6347 §4.1.2.7). */
  open(record: DtlsRecord): Uint8Array | Refusal {
    if (this.#protected === undefined || record.epoch !== 1 || record.version !== dtls12) return "forged";
    const { read, window } = this.#protected;
    if (!window.isNew(record.sequence)) return "replayed";
    const content = read.open(record);
    if (content === undefined) return "forged";
    window.accept(record.sequence);
    return content;
  }
}
