import { concatBytes } from "../../base/bytes.js";
import type { TrafficKey } from "../crypto/keySchedule.js";
import { createRecordCipher } from "../crypto/recordCipher.js";
import type { CipherSuite } from "../tables/suites.js";
import type { DtlsRecord, RecordHeader } from "../wire/record.js";
import { uint } from "../wire/write.js";

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
    seal: (header, plaintext) => cipher.seal(counterOf(header), plaintext, (length) => additionalData(header, length)),
    open: (record) => cipher.open(record.fragment, (length) => additionalData(record, length)),
  };
}

function counterOf({ epoch, sequence }: RecordHeader): Uint8Array {
  return concatBytes(uint(epoch, 2), uint(sequence, 6));
}

/**
 * Epoch, sequence number, type, version, and the length of what is authenticated (RFC 5246 §6.2.3.1, §6.2.3.3, RFC 6347
 * §4.1.2.1, RFC 7366 §3).
 */
function additionalData(header: RecordHeader, length: number): Uint8Array {
  const { type, version } = header;
  return concatBytes(counterOf(header), uint(type, 1), uint(version, 2), uint(length, 2));
}
