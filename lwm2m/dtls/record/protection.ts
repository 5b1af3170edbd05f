import type { TrafficKey } from "../crypto/keySchedule.js";
import { createRecordCipher } from "../crypto/recordCipher.js";
import type { CipherSuite } from "../tables/suites.js";
import type { DtlsRecord, RecordHeader } from "../wire/record.js";
import { authenticatedHeader, counterOf } from "./authenticatedHeader.js";

/** Encrypts or decrypts the records of one direction. */
export interface Protection {
  /** Bytes that a fragment has more than its plaintext, at most. */
  readonly overhead: number;
  /** What stands in the record for a plaintext. */
  readonly seal: (header: RecordHeader, plaintext: Uint8Array) => Uint8Array;
  /** The plaintext of a record, or undefined if it was not made with this key. */
  readonly open: (record: DtlsRecord) => Uint8Array | undefined;
}

/** The protection of a suite with the keys of one direction. */
export function createProtection(suite: CipherSuite, keys: TrafficKey, usesEncryptThenMac: boolean): Protection {
  const cipher = createRecordCipher(suite, keys, usesEncryptThenMac);
  return {
    overhead: cipher.overhead,
    seal: (header, plaintext) =>
      cipher.seal(counterOf(header), plaintext, (length) => authenticatedHeader(header, length)),
    open: (record) => cipher.open(record.fragment, (length) => authenticatedHeader(record, length)),
  };
}
