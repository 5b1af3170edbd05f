import { createHmac, timingSafeEqual } from "node:crypto";
import { fromUtf8 } from "../../base/bytes.js";
import type { Clock } from "../../base/clock.js";
import { printAddress, type Address } from "../../base/datagram.js";
import type { Random } from "../../base/random.js";
import type { ClientHello } from "../wire/clientHello.js";
import { vector } from "../wire/write.js";

const secretLength = 32;

/** Of SHA-256. */
const cookieLength = 32;

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
    // Most that come are without; nothing is computed for them twice.
    if (hello.cookie.length !== cookieLength) return false;
    this.#rotate();
    return [this.#secret, this.#previous].some((secret) => timingSafeEqual(compute(secret, peer, hello), hello.cookie));
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
  const { version, random, sessionId, suites, compressions } = hello;
  const hmac = createHmac("sha256", secret);
  // Each part has its length before it, or a fixed one, so that none runs into the next.
  hmac.update(vector(1, fromUtf8(printAddress(peer)))).update(Uint8Array.of(version >> 8, version & 0xff, ...random));
  hmac
    .update(vector(1, sessionId))
    .update(`${suites.join(" ")};`)
    .update(compressions);
  return hmac.digest();
}
