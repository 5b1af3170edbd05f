import { seededRandom } from "../../../test/fixtures/seededRandom.js";
import type { Random } from "../random.js";

/** Randomness that a seed repeats. */
export function seededBytes(seed: number): Random {
  const { below } = seededRandom(seed);
  return { bytes: (length) => Uint8Array.from({ length }, () => below(256)), fraction: () => below(2 ** 30) / 2 ** 30 };
}
