import { createCipheriv, createDecipheriv } from "node:crypto";
import { concatBytes } from "../../base/bytes.js";
import type { Aead } from "./aead.js";

const tagLength = 16;

/** AES-128-GCM (RFC 5116 §5.1). */
export function createGcm(key: Uint8Array): Aead {
  return {
    seal: (nonce, plaintext, additional) => {
      const cipher = createCipheriv("aes-128-gcm", key, nonce, { authTagLength: tagLength }).setAAD(additional);
      const ciphertext = concatBytes(cipher.update(plaintext), cipher.final());
      return concatBytes(ciphertext, cipher.getAuthTag());
    },
    open: (nonce, sealed, additional) => {
      if (sealed.length < tagLength) return undefined;
      const length = sealed.length - tagLength;
      const decipher = createDecipheriv("aes-128-gcm", key, nonce, { authTagLength: tagLength });
      decipher.setAAD(additional).setAuthTag(sealed.subarray(length));
      try {
        return concatBytes(decipher.update(sealed.subarray(0, length)), decipher.final());
      } catch {
        return undefined;
      }
    },
  };
}
