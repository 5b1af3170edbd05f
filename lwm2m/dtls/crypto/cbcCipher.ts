import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from "node:crypto";
import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import type { TrafficKey } from "./keySchedule.js";
import type { AdditionalData, RecordCipher } from "./recordCipher.js";

const blockLength = 16;
const macLength = 32;
const longestPadding = 256;

/** Fragments of AES-128-CBC with HMAC-SHA-256 (RFC 5246 §6.2.3.2), the MAC outside (RFC 7366) or inside. */
export function createCbcCipher({ key, macKey }: TrafficKey, usesEncryptThenMac: boolean): RecordCipher {
  const mac = (...parts: readonly Uint8Array[]): Uint8Array => {
    const hmac = createHmac("sha256", macKey);
    for (const part of parts) hmac.update(part);
    return hmac.digest();
  };
  // An initialization vector nobody can foresee: the number of the record, encrypted with a key for that alone.
  const vectorKey = mac(fromUtf8("initialization vectors")).subarray(0, blockLength);
  const vectors = createCipheriv("aes-128-ecb", vectorKey, null).setAutoPadding(false);

  const encrypt = (counter: Uint8Array, content: Uint8Array): Uint8Array => {
    const vector = vectors.update(concatBytes(counter, new Uint8Array(blockLength - counter.length)));
    const cipher = createCipheriv("aes-128-cbc", key, vector).setAutoPadding(false);
    return concatBytes(vector, cipher.update(padded(content)), cipher.final());
  };
  const decrypt = (encrypted: Uint8Array): Uint8Array => {
    const decipher = createDecipheriv("aes-128-cbc", key, encrypted.subarray(0, blockLength)).setAutoPadding(false);
    return concatBytes(decipher.update(encrypted.subarray(blockLength)), decipher.final());
  };

  const macOutside = {
    seal: (counter: Uint8Array, plaintext: Uint8Array, additional: AdditionalData): Uint8Array => {
      const encrypted = encrypt(counter, plaintext);
      return concatBytes(encrypted, mac(additional(encrypted.length), encrypted));
    },
    open: (fragment: Uint8Array, additional: AdditionalData): Uint8Array | undefined => {
      const length = fragment.length - macLength;
      if (length < 2 * blockLength || length % blockLength !== 0) return undefined;
      const encrypted = fragment.subarray(0, length);
      if (!timingSafeEqual(mac(additional(length), encrypted), fragment.subarray(length))) return undefined;
      // The MAC holds, so that whoever made the padding has the key and learns nothing from it (RFC 7366 §3).
      const content = decrypt(encrypted);
      const padding = paddingOf(content, 0);
      return padding === 0 ? undefined : content.subarray(0, content.length - padding);
    },
  };

  const macInside = {
    seal: (counter: Uint8Array, plaintext: Uint8Array, additional: AdditionalData): Uint8Array =>
      encrypt(counter, concatBytes(plaintext, mac(additional(plaintext.length), plaintext))),
    /** Does the same work whatever the padding is, so that neither the answer nor the time tells (RFC 5246 §6.2.3.2). */
    open: (fragment: Uint8Array, additional: AdditionalData): Uint8Array | undefined => {
      if (fragment.length < blockLength + macLength + blockLength || fragment.length % blockLength !== 0)
        return undefined;
      const content = decrypt(fragment);
      const padding = paddingOf(content, macLength);
      const longest = content.length - macLength - 1;
      // Padding that is wrong counts as the shortest there is, so that the MAC is computed all the same.
      const length = content.length - macLength - Math.max(1, padding);
      const plaintext = content.subarray(0, length);
      const prefix = additional(length);
      const expected = mac(prefix, plaintext);
      const missing = hashBlocks(prefix.length + longest) - hashBlocks(prefix.length + length);
      createHash("sha256")
        .update(new Uint8Array(hashBlockLength * missing))
        .digest();
      const isMacRight = timingSafeEqual(expected, content.subarray(length, length + macLength));
      return isMacRight && padding > 0 ? plaintext : undefined;
    },
  };

  return {
    overhead: blockLength + macLength + blockLength,
    ...(usesEncryptThenMac ? macOutside : macInside),
  };
}

/** Each byte of the padding says how many of them there are besides the last one. */
function padded(content: Uint8Array): Uint8Array {
  const count = blockLength - (content.length % blockLength);
  return concatBytes(content, new Uint8Array(count).fill(count - 1));
}

/** Bytes of the padding, its length included; 0 if it is wrong. Every byte that may belong to it is looked at. */
function paddingOf(content: Uint8Array, behind: number): number {
  const last = content.at(-1) ?? 0;
  const most = Math.min(longestPadding, content.length - behind);
  let wrong = last + 1 > most ? 1 : 0;
  for (let index = 0; index < most; index++) {
    const byte = content[content.length - 1 - index] ?? 0;
    // All bits are set where the byte belongs to the padding, none where it does not.
    const belongs = (index - last - 1) >> 31;
    wrong |= (byte ^ last) & belongs;
  }
  return wrong === 0 ? last + 1 : 0;
}

const hashBlockLength = 64;

/** Blocks that SHA-256 works through for a message of this length with its end mark. */
function hashBlocks(length: number): number {
  return Math.ceil((length + 9) / hashBlockLength);
}
