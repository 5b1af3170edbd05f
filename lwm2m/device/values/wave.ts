import { fractionOf } from "./seed.js";

/** The waves that add up: the share of the whole, and the length as a multiple of the period. */
const parts = [
  { share: 0.7, length: 1 },
  { share: 0.24, length: 0.37 },
  { share: 0.06, length: 0.11 },
] as const;

/**
 * A number from -1 to 1 that moves smoothly and never quite repeats: three waves whose lengths have no common multiple.
 * A function of the time alone, so that nobody has to watch it for it to go on.
 * @param seconds since 1970
 * @param period of the slowest wave, in seconds
 */
export function wave(seed: number, seconds: number, period: number): number {
  return parts.reduce((sum, { share, length }, index) => {
    const turns = seconds / (period * length) + fractionOf(seed, index);
    return sum + share * Math.sin(2 * Math.PI * turns);
  }, 0);
}
