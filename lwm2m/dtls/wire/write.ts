import { concatBytes } from "../../base/bytes.js";

/** A number in so many bytes, the highest first (RFC 5246 §4.4). */
export function uint(value: number, length: 1 | 2 | 3 | 6 | 8): Uint8Array {
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let index = length - 1; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** A vector: its length in so many bytes, then its content (RFC 5246 §4.3). */
export function vector(lengthBytes: 1 | 2 | 3, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts);
  return concatBytes(uint(content.length, lengthBytes), content);
}
