import type { CipherSuite } from "../tables/suites.js";
import { createAeadCipher } from "./aeadCipher.js";
import { createCbcCipher } from "./cbcCipher.js";
import { createCcm } from "./ccm.js";
import { createGcm } from "./gcm.js";
import type { TrafficKey } from "./keySchedule.js";

/** What is authenticated besides the content, made of the length that the authenticated part has. */
export type AdditionalData = (length: number) => Uint8Array;

/** Encrypts or decrypts the fragments of the records of one direction. */
export interface RecordCipher {
  /** Bytes that a fragment has more than its plaintext, at most. */
  readonly overhead: number;
  /** `counter` has 8 bytes, epoch and sequence number, and never comes again. */
  readonly seal: (counter: Uint8Array, plaintext: Uint8Array, additional: AdditionalData) => Uint8Array;
  /** The plaintext, or undefined if the fragment was not made with this key. */
  readonly open: (fragment: Uint8Array, additional: AdditionalData) => Uint8Array | undefined;
}

/** The cipher of a suite with the keys of one direction. `usesEncryptThenMac` counts with CBC only (RFC 7366). */
export function createRecordCipher(
  { cipher, tagLength }: CipherSuite,
  keys: TrafficKey,
  usesEncryptThenMac: boolean,
): RecordCipher {
  switch (cipher) {
    case "ccm":
      return createAeadCipher(createCcm(keys.key, tagLength === 8 ? 8 : 16), keys.salt, tagLength);
    case "gcm":
      return createAeadCipher(createGcm(keys.key), keys.salt, tagLength);
    case "cbc":
      return createCbcCipher(keys, usesEncryptThenMac);
  }
}
