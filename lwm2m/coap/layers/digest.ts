/** A number that differs for most messages that differ (FNV-1a, 32 bits). Nobody gains by making two alike. */
export function digestOf(data: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of data) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
