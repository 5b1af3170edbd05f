/** A number from 0 to 2^32 - 1 that is always the same for a text, and different for most others (FNV-1a). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The `index`-th number of a seed, from 0 up to, but not including, 1. */
export function fractionOf(seed: number, index: number): number {
  let mixed = (seed + Math.imul(index + 1, 0x9e3779b9)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** One of the choices, always the same for a seed. */
export function pickOf<T>(seed: number, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(fractionOf(seed, 0) * choices.length)] ?? choices[0];
}

/** So many bytes, always the same for a seed. */
export function bytesOf(seed: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => Math.floor(fractionOf(seed, index) * 256));
}
