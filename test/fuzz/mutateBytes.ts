import { concatBytes } from "../../lwm2m/base/bytes.js";
import type { SeededRandom } from "../fixtures/seededRandom.js";

/** Bytes that mean something special in headers, options and lengths. */
const telling = [0x00, 0x01, 0x0d, 0x0e, 0x0f, 0x40, 0x60, 0x70, 0x7f, 0x80, 0xd0, 0xe0, 0xf0, 0xff] as const;

/** What accidents and enemies make of a datagram; `other` is one from which pieces are taken. */
export function mutatedBytes(data: Uint8Array, other: Uint8Array, random: SeededRandom): Uint8Array {
  let mutant = Uint8Array.from(data);
  for (let changes = 1 + random.below(3); changes > 0; changes--) mutant = changed(mutant, other, random);
  return mutant;
}

function changed(data: Uint8Array, other: Uint8Array, { below, pick }: SeededRandom): Uint8Array<ArrayBuffer> {
  const place = below(data.length + 1);
  const piece = other.subarray(below(other.length + 1)).subarray(0, below(12));
  const copy = Uint8Array.from(data);
  switch (below(7)) {
    case 0:
      return flipped(copy, below(Math.min(8, data.length)), below(8));
    case 1:
      copy[place] = pick(telling);
      return copy;
    case 2:
      copy[place] = below(256);
      return copy;
    case 3:
      return copy.slice(0, place);
    case 4:
      return Uint8Array.from(concatBytes(data.subarray(0, place), piece, data.subarray(place)));
    case 5:
      return Uint8Array.from(concatBytes(data.subarray(0, place), data.subarray(place + 1 + below(4))));
    default:
      return Uint8Array.from(concatBytes(data.subarray(0, place), other.subarray(Math.min(place, other.length))));
  }
}

function flipped(data: Uint8Array<ArrayBuffer>, place: number, bit: number): Uint8Array<ArrayBuffer> {
  data[place] = (data[place] ?? 0) ^ (1 << bit);
  return data;
}
