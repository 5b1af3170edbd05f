import { concatBytes } from "../../base/bytes.js";
import type { Aead } from "./aead.js";
import type { RecordCipher } from "./recordCipher.js";

/** The part of the nonce that travels with each record (RFC 5288 §3, RFC 6655 §3). */
const explicitNonceLength = 8;

/** Fragments of authenticated encryption: the explicit part of the nonce, the ciphertext, the tag (RFC 5246 §6.2.3.3). */
export function createAeadCipher(aead: Aead, salt: Uint8Array, tagLength: number): RecordCipher {
  const overhead = explicitNonceLength + tagLength;
  return {
    overhead,
    // Epoch and sequence number never come together again, which is what a nonce needs.
    seal: (counter, plaintext, additional) => {
      const sealed = aead.seal(concatBytes(salt, counter), plaintext, additional(plaintext.length));
      return concatBytes(counter, sealed);
    },
    open: (fragment, additional) => {
      const length = fragment.length - overhead;
      if (length < 0) return undefined;
      const nonce = concatBytes(salt, fragment.subarray(0, explicitNonceLength));
      return aead.open(nonce, fragment.subarray(explicitNonceLength), additional(length));
    },
  };
}
