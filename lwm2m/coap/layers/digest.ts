/** How many bytes count: header, token and options of most messages, and the beginning of the payload. */
const counted = 64;

/**
 * A number that differs for most byte sequences that differ in their beginning or their length (FNV-1a, 32 bits).
 * Nobody gains by making two alike.
 */
export function digestOf(data: Uint8Array): number {
  let hash = 0x811c9dc5 ^ data.length;
  const end = Math.min(data.length, counted);
  for (let index = 0; index < end; index++) hash = Math.imul(hash ^ (data[index] ?? 0), 0x01000193);
  return hash;
}
