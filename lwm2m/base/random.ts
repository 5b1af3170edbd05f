import { randomBytes } from "node:crypto";

/** Randomness. Protocol code gets one, so that a seed repeats a test. */
export interface Random {
  /** So many unpredictable bytes. */
  readonly bytes: (length: number) => Uint8Array;
  /** A number from 0 up to, but not including, 1; for jitter, not for secrets. */
  readonly fraction: () => number;
}

/** The random generator of the operating system. */
export const systemRandom: Random = { bytes: (length) => randomBytes(length), fraction: () => Math.random() };
