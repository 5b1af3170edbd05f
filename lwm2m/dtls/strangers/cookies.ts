import { createHmac, timingSafeEqual } from "node:crypto";
import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import type { Clock } from "../../base/clock.js";
import { printAddress, type Address } from "../../base/datagram.js";
import type { Random } from "../../base/random.js";
import type { ClientHello } from "../wire/clientHello.js";
import { uint, vector } from "../wire/write.js";

const secretLength = 32;

/** How long one secret makes cookies; they hold for as long again. */
const secretLife = 60_000;

/**
 * Cookies prove that a client receives what is sent to its address, before anything is kept for it (RFC 6347 §4.2.1).
 * They are made of the address and the fields that a client repeats, with a secret that changes. Extensions are left
 * out, because clients pad the second ClientHello differently.
 */
export class Cookies {
  readonly #clock: Clock;
  readonly #random: Random;
  #secret: Uint8Array;
  #previous: Uint8Array;
  #since: number;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
    this.#secret = random.bytes(secretLength);
    this.#previous = this.#secret;
    this.#since = clock.now();
  }

  /** The cookie for a client. */
  issue(peer: Address, hello: ClientHello): Uint8Array {
    this.#rotate();
    return compute(this.#secret, peer, hello);
  }

  /** True if the ClientHello brings the cookie that was issued for it. */
  isValid(peer: Address, hello: ClientHello): boolean {
    this.#rotate();
    return [this.#secret, this.#previous].some((secret) => {
      const cookie = compute(secret, peer, hello);
      return cookie.length === hello.cookie.length && timingSafeEqual(cookie, hello.cookie);
    });
  }

  #rotate(): void {
    const now = this.#clock.now();
    const age = now - this.#since;
    if (age < secretLife) return;
    const fresh = this.#random.bytes(secretLength);
    this.#previous = age < 2 * secretLife ? this.#secret : fresh;
    this.#secret = fresh;
    this.#since = now;
  }
}

function compute(secret: Uint8Array, peer: Address, hello: ClientHello): Uint8Array {
  const content = concatBytes(
    vector(2, fromUtf8(printAddress(peer))),
    uint(hello.version, 2),
    hello.random,
    vector(1, hello.sessionId),
    vector(3, ...hello.suites.map((suite) => uint(suite, 2))),
    vector(1, hello.compressions),
  );
  return createHmac("sha256", secret).update(content).digest();
}
