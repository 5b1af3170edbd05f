import { concatBytes } from "../../base/bytes.js";
import type { Aead } from "../crypto/aead.js";
import { createCcm } from "../crypto/ccm.js";
import { createGcm } from "../crypto/gcm.js";
import type { TrafficKey } from "../crypto/keySchedule.js";
import type { CipherSuite } from "../tables/suites.js";
import type { DtlsRecord, RecordHeader } from "../wire/record.js";
import { uint } from "../wire/write.js";

/** The part of the nonce that travels with each record (RFC 5288 §3, RFC 6655 §3). */
const explicitNonceLength = 8;

/** Encrypts or decrypts the records of one direction. */
export interface Protection {
  /** What stands in the record for a plaintext. */
  readonly seal: (header: RecordHeader, plaintext: Uint8Array) => Uint8Array;
  /** The plaintext of a record, or undefined if it was not made with this key. */
  readonly open: (record: DtlsRecord) => Uint8Array | undefined;
}

/** Bytes that a suite adds to a plaintext. */
export function protectionOverhead({ tagLength }: CipherSuite): number {
  return explicitNonceLength + tagLength;
}

/** The protection of a suite with the key of one direction. */
export function createProtection(suite: CipherSuite, { key, salt }: TrafficKey): Protection {
  const aead = createAead(suite, key);
  const overhead = protectionOverhead(suite);
  return {
    seal: (header, plaintext) => {
      // Epoch and sequence number never come together again, which is what a nonce needs.
      const explicit = concatBytes(uint(header.epoch, 2), uint(header.sequence, 6));
      const additional = additionalData(header, plaintext.length);
      return concatBytes(explicit, aead.seal(concatBytes(salt, explicit), plaintext, additional));
    },
    open: (record) => {
      const length = record.fragment.length - overhead;
      if (length < 0) return undefined;
      const nonce = concatBytes(salt, record.fragment.subarray(0, explicitNonceLength));
      return aead.open(nonce, record.fragment.subarray(explicitNonceLength), additionalData(record, length));
    },
  };
}

function createAead({ cipher, tagLength }: CipherSuite, key: Uint8Array): Aead {
  switch (cipher) {
    case "ccm":
      return createCcm(key, tagLength);
    case "gcm":
      return createGcm(key);
  }
}

/** Epoch, sequence number, type, version, and the length of the plaintext (RFC 5246 §6.2.3.3, RFC 6347 §4.1.2.1). */
function additionalData({ type, version, epoch, sequence }: RecordHeader, plaintextLength: number): Uint8Array {
  return concatBytes(uint(epoch, 2), uint(sequence, 6), uint(type, 1), uint(version, 2), uint(plaintextLength, 2));
}
