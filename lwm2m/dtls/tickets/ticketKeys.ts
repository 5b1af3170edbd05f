import { concatBytes, equalBytes } from "../../base/bytes.js";
import type { Clock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { Aead } from "../crypto/aead.js";
import { createGcm } from "../crypto/gcm.js";
import { longestSessionLife } from "../handshake/resumableSession.js";

const keyLength = 16;
const nameLength = 4;
const nonceLength = 12;
const tagLength = 16;

/** How long one key seals tickets (RFC 5077 §5.5); it opens them for as long again as a session may live. */
const sealingTime = longestSessionLife / 2;

/** A longer ticket is none of ours. */
const longestTicket = 4096;

interface TicketKey {
  readonly name: Uint8Array;
  readonly aead: Aead;
  readonly createdAt: number;
}

/** Keys of which nobody else knows: what they seal comes back as it was, or not at all (RFC 5077 §4). */
export class TicketKeys {
  readonly #clock: Clock;
  readonly #random: Random;
  /** The youngest first. */
  #keys: readonly TicketKey[] = [];

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  seal(content: Uint8Array): Uint8Array {
    const { name, aead } = this.#sealingKey();
    const nonce = this.#random.bytes(nonceLength);
    return concatBytes(name, nonce, aead.seal(nonce, content, name));
  }

  /** What was sealed; undefined if it was not sealed here, or too long ago. */
  open(ticket: Uint8Array): Uint8Array | undefined {
    if (ticket.length < nameLength + nonceLength + tagLength || ticket.length > longestTicket) return undefined;
    this.#retire();
    const name = ticket.subarray(0, nameLength);
    const key = this.#keys.find((candidate) => equalBytes(candidate.name, name));
    const nonce = ticket.subarray(nameLength, nameLength + nonceLength);
    return key?.aead.open(nonce, ticket.subarray(nameLength + nonceLength), name);
  }

  #sealingKey(): TicketKey {
    this.#retire();
    const [youngest] = this.#keys;
    const createdAt = this.#clock.now();
    if (youngest !== undefined && createdAt - youngest.createdAt < sealingTime) return youngest;
    const aead = createGcm(this.#random.bytes(keyLength));
    const key = { name: this.#random.bytes(nameLength), aead, createdAt };
    this.#keys = [key, ...this.#keys];
    return key;
  }

  #retire(): void {
    const now = this.#clock.now();
    this.#keys = this.#keys.filter(({ createdAt }) => now - createdAt < sealingTime + longestSessionLife);
  }
}
