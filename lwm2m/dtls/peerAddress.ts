import { printAddress, type Address } from "../base/datagram.js";

/**
 * Bytes that go to a new address before something newer has come from there. RFC 9146 §6 asks for a strategy against
 * somebody who catches a record and sends it on from the address of a victim: for each record that is caught the victim
 * gets no more than this, which is what a confirmable message of CoAP takes with all its repetitions.
 */
const mostUnproved = 8192;

/** Where the peer of a session is, which may change if its records have a connection ID (RFC 9146 §6). */
export class PeerAddress {
  #current: Address;
  /** What may still be sent to an address that has taken the place of another one. */
  #unproved = Number.POSITIVE_INFINITY;

  constructor(address: Address) {
    this.#current = address;
  }

  get current(): Address {
    return this.#current;
  }

  /** The newest record came from here. The address that this takes the place of; undefined if it is the same. */
  follow(from: Address): Address | undefined {
    const before = this.#current;
    if (printAddress(from) === printAddress(before)) {
      if (this.#unproved < mostUnproved) this.#unproved = mostUnproved;
      return undefined;
    }
    this.#current = from;
    this.#unproved = mostUnproved;
    return before;
  }

  /** True if so many bytes may be sent there now, which then count. */
  takes(bytes: number): boolean {
    if (bytes > this.#unproved) return false;
    this.#unproved -= bytes;
    return true;
  }
}
