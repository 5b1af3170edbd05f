import { createCipheriv, timingSafeEqual } from "node:crypto";
import type { Aead } from "./aead.js";

const blockLength = 16;

/** The bytes that count the length of a message: what 12 bytes of nonce leave of a block (RFC 3610 §2). */
const lengthBytes = 3;

/**
 * AES-128-CCM (RFC 3610) of AES-CBC and AES-ECB, because Electron has no `aes-128-ccm`. Both ciphers live as long as the
 * key, so that a record takes one call of each; the chaining of CBC from record to record is undone by adding its last
 * output to the next first block.
 */
export function createCcm(key: Uint8Array, tagLength: 8 | 16): Aead {
  const chain = createCipheriv("aes-128-cbc", key, new Uint8Array(blockLength)).setAutoPadding(false);
  const blocks = createCipheriv("aes-128-ecb", key, null).setAutoPadding(false);
  let lastBlock: Uint8Array = new Uint8Array(blockLength);

  /** CBC-MAC over the first block, the additional data and the message (RFC 3610 §2.2). */
  const authenticate = (nonce: Uint8Array, message: Uint8Array, additional: Uint8Array): Uint8Array => {
    const additionalEnd = blockLength + padded(additional.length === 0 ? 0 : 2 + additional.length);
    const input = new Uint8Array(additionalEnd + padded(message.length));
    input[0] = (additional.length === 0 ? 0 : 0x40) | (((tagLength - 2) / 2) << 3) | (lengthBytes - 1);
    input.set(nonce, 1);
    writeNumber(input, blockLength - lengthBytes, message.length);
    if (additional.length > 0) {
      input[blockLength] = additional.length >> 8;
      input[blockLength + 1] = additional.length & 0xff;
      input.set(additional, blockLength + 2);
    }
    input.set(message, additionalEnd);
    xorInto(input, lastBlock);
    const output = chain.update(input);
    lastBlock = output.subarray(output.length - blockLength);
    return lastBlock;
  };

  /** The first block hides the tag, the others the message (RFC 3610 §2.3). */
  const keyStream = (nonce: Uint8Array, length: number): Uint8Array => {
    const counters = new Uint8Array(blockLength + padded(length));
    for (let offset = 0, count = 0; offset < counters.length; offset += blockLength, count++) {
      counters[offset] = lengthBytes - 1;
      counters.set(nonce, offset + 1);
      writeNumber(counters, offset + blockLength - lengthBytes, count);
    }
    return blocks.update(counters);
  };

  const tagOf = (nonce: Uint8Array, message: Uint8Array, additional: Uint8Array, stream: Uint8Array): Uint8Array => {
    const tag = Uint8Array.from(authenticate(nonce, message, additional).subarray(0, tagLength));
    xorInto(tag, stream.subarray(0, tagLength));
    return tag;
  };

  return {
    seal: (nonce, plaintext, additional) => {
      const stream = keyStream(nonce, plaintext.length);
      const sealed = new Uint8Array(plaintext.length + tagLength);
      sealed.set(plaintext);
      xorInto(sealed.subarray(0, plaintext.length), stream.subarray(blockLength));
      sealed.set(tagOf(nonce, plaintext, additional, stream), plaintext.length);
      return sealed;
    },
    open: (nonce, sealed, additional) => {
      if (sealed.length < tagLength) return undefined;
      const length = sealed.length - tagLength;
      const stream = keyStream(nonce, length);
      const plaintext = Uint8Array.from(sealed.subarray(0, length));
      xorInto(plaintext, stream.subarray(blockLength));
      const tag = tagOf(nonce, plaintext, additional, stream);
      return timingSafeEqual(tag, sealed.subarray(length)) ? plaintext : undefined;
    },
  };
}

function padded(length: number): number {
  return Math.ceil(length / blockLength) * blockLength;
}

function writeNumber(target: Uint8Array, offset: number, value: number): void {
  target[offset] = value >> 16;
  target[offset + 1] = (value >> 8) & 0xff;
  target[offset + 2] = value & 0xff;
}

/** Adds as many bytes as both have. */
function xorInto(target: Uint8Array, other: Uint8Array): void {
  const length = Math.min(target.length, other.length);
  for (let index = 0; index < length; index++) target[index] = (target[index] ?? 0) ^ (other[index] ?? 0);
}
