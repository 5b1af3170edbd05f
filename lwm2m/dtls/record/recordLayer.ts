import { equalBytes } from "../../base/bytes.js";
import { trafficKeys, type Randoms, type TrafficKey } from "../crypto/keySchedule.js";
import type { Secret } from "../../base/secret.js";
import { contentTypes } from "../tables/contentTypes.js";
import type { CipherSuite } from "../tables/suites.js";
import { dtls12 } from "../tables/versions.js";
import { lastSequence, printRecord, recordHeaderLength, type DtlsRecord, type RecordHeader } from "../wire/record.js";
import { CipherPool } from "./cipherPool.js";
import { keyLogLine, type KeyLog } from "./keyLog.js";
import { noConnectionIds, parseInnerPlaintext, printInnerPlaintext, type ConnectionIds } from "./connectionIds.js";
import { createProtection, type Protection } from "./protection.js";
import { ReplayWindow } from "./replayWindow.js";

/** No record carries more than this (RFC 5246 §6.2.1). */
const longestContent = 2 ** 14;

/** Nothing is encrypted in epoch 0; without renegotiation, epoch 1 is the only other one. */
export type Epoch = 0 | 1;

/**
 * Why a record is not taken: it came before, it is of another connection by its epoch or its connection ID, or it was not
 * made with the key of its epoch.
 */
export type Refusal = "replayed" | "foreign" | "forged";

/** What was in a record. */
export interface Opened {
  readonly type: number;
  readonly content: Uint8Array;
  /** True if no record that came before has a higher number, so that it tells where the peer is now (RFC 9146 §6). */
  readonly isNewest: boolean;
}

interface Protected {
  readonly writeKey: TrafficKey;
  readonly readKey: TrafficKey;
  readonly protection: (key: TrafficKey) => Protection;
  /** Bytes that the protection adds. */
  readonly overhead: number;
  readonly window: ReplayWindow;
}

export interface RecordLayerSetup {
  /** The number of the first record: a server's is that of the ClientHello that it answers (RFC 6347 §4.2.1). */
  readonly firstSequence?: number;
  readonly keyLog?: KeyLog | undefined;
  /** Shared by the sessions of an endpoint. */
  readonly ciphers?: CipherPool;
}

/** Records in and out of one connection (RFC 6347 §4.1). */
export class RecordLayer {
  readonly #next: [number, number];
  #protected: Protected | undefined;
  #connectionIds = noConnectionIds;
  #contentLimit = longestContent;
  readonly #keyLog: KeyLog | undefined;
  readonly #ciphers: CipherPool;

  constructor({ firstSequence = 0, keyLog, ciphers = new CipherPool(2) }: RecordLayerSetup = {}) {
    this.#next = [firstSequence, 0];
    this.#keyLog = keyLog;
    this.#ciphers = ciphers;
  }

  /** True once the keys of epoch 1 are known. */
  get isProtected(): boolean {
    return this.#protected !== undefined;
  }

  /** How long the content of a record that we send may be. */
  get contentLimit(): number {
    return this.#contentLimit;
  }

  /** What stands in the records of the peer, and in ours. */
  get connectionIds(): ConnectionIds {
    return this.#connectionIds;
  }

  /** Both sides have agreed on connection IDs. */
  useConnectionIds(ids: ConnectionIds): void {
    this.#connectionIds = ids;
  }

  /** The peer takes no longer content in one record. */
  limitContent(bytes: number): void {
    this.#contentLimit = Math.min(longestContent, bytes);
  }

  /** Makes the keys of epoch 1. `usesEncryptThenMac` counts with CBC only. */
  protect(
    suite: CipherSuite,
    master: Secret,
    randoms: Randoms,
    role: "server" | "client",
    usesEncryptThenMac = false,
  ): void {
    this.#keyLog?.(keyLogLine(randoms.client, master));
    const keys = trafficKeys(suite, master, randoms);
    const make = (key: TrafficKey): Protection => createProtection(suite, key, usesEncryptThenMac);
    const [writeKey, readKey] = [keys[role], keys[role === "server" ? "client" : "server"]];
    const protection = (key: TrafficKey): Protection => this.#ciphers.of(key, make);
    const { overhead } = protection(writeKey);
    this.#protected = { writeKey, readKey, protection, overhead, window: new ReplayWindow() };
  }

  /** Bytes that a record of an epoch has besides its content. */
  overhead(epoch: Epoch): number {
    if (epoch === 0 || this.#protected === undefined) return recordHeaderLength;
    const { length } = this.#connectionIds.theirs;
    // The type of the content stands behind it if there is a connection ID.
    return recordHeaderLength + this.#protected.overhead + (length === 0 ? 0 : length + 1);
  }

  /**
   * Makes a record, with a new number each time (RFC 6347 §4.1). Undefined if the numbers are used up, or if the epoch
   * has no keys yet.
   */
  seal(type: number, epoch: Epoch, content: Uint8Array): Uint8Array | undefined {
    const sequence = this.#next[epoch];
    if (sequence > lastSequence) return undefined;
    const header = { type, version: dtls12, epoch, sequence };
    const sealed = epoch === 0 ? { ...header, fragment: content } : this.#seal(header, content);
    if (sealed === undefined) return undefined;
    this.#next[epoch]++;
    return printRecord(sealed);
  }

  #seal(header: RecordHeader, content: Uint8Array): DtlsRecord | undefined {
    if (this.#protected === undefined) return undefined;
    const write = this.#protected.protection(this.#protected.writeKey);
    const { theirs: connectionId, isDraft = false } = this.#connectionIds;
    if (connectionId.length === 0) return { ...header, fragment: write.seal(header, content) };
    const outer = { ...header, type: contentTypes.ConnectionId, connectionId, isDraft };
    return { ...outer, fragment: write.seal(outer, printInnerPlaintext(header.type, content)) };
  }

  /** The content of a record of epoch 1; a refused one leaves no trace (RFC 6347 §4.1.2.7). */
  open(record: DtlsRecord): Opened | Refusal {
    if (this.#protected === undefined || record.version !== dtls12) return "forged";
    const { protection, readKey, window } = this.#protected;
    const { ours, isDraft = false } = this.#connectionIds;
    const { connectionId = noConnectionIds.ours } = record;
    if (!equalBytes(connectionId, ours)) return connectionId.length > 0 ? "foreign" : "forged";
    if (record.epoch !== 1) return "foreign";
    if (!window.isNew(record.sequence)) return "replayed";
    const plaintext = protection(readKey).open(isDraft ? { ...record, isDraft } : record);
    if (plaintext === undefined) return "forged";
    const inner = ours.length === 0 ? { type: record.type, content: plaintext } : parseInnerPlaintext(plaintext);
    // RFC 5246 §6.2.1, RFC 6347 §4.1.2.7: content that is too long is dropped with its record.
    if (inner === undefined || inner.content.length > longestContent) return "forged";
    const isNewest = window.isNewest(record.sequence);
    window.accept(record.sequence);
    return { ...inner, isNewest };
  }

  /** The connection is over. */
  dispose(): void {
    if (this.#protected === undefined) return;
    this.#ciphers.forget(this.#protected.writeKey);
    this.#ciphers.forget(this.#protected.readKey);
    this.#protected = undefined;
  }
}
