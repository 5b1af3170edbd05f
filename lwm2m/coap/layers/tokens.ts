import { toHex } from "../../base/bytes.js";
import type { Random } from "../../base/random.js";

const tokenLength = 8;
const drawn = 128;

/** Tokens that nobody can guess (RFC 7252 §5.3.1), drawn from the random generator many at a time. */
export class TokenSource {
  readonly #random: Random;
  #bytes = new Uint8Array(0);
  #offset = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): Uint8Array {
    if (this.#offset === this.#bytes.length) {
      this.#bytes = Uint8Array.from(this.#random.bytes(tokenLength * drawn));
      this.#offset = 0;
    }
    const start = this.#offset;
    this.#offset += tokenLength;
    return this.#bytes.subarray(start, this.#offset);
  }
}

/** A token as the key of a map: its length and its bytes, two to a character; a longer one than usual by its digits. */
export function tokenKey(token: Uint8Array): string {
  if (token.length > tokenLength) return toHex(token);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = token;
  return String.fromCharCode(token.length, (a << 8) | b, (c << 8) | d, (e << 8) | f, (g << 8) | h);
}
