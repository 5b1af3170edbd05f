const slabLength = 8192;
const largest = 256;

let slab = new Uint8Array(slabLength);
let used = slabLength;

/**
 * So many bytes, all 0. Short ones, as tokens, options and most messages are, share their memory: in Node, an array with
 * memory of its own costs more to make and to collect than a whole message.
 */
export function smallBytes(length: number): Uint8Array {
  if (length > largest) return new Uint8Array(length);
  if (used + length > slabLength) {
    slab = new Uint8Array(slabLength);
    used = 0;
  }
  const start = used;
  used += length;
  return slab.subarray(start, used);
}
