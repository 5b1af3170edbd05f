import { BoundedMap } from "../../base/boundedMap.js";
import type { Clock } from "../../base/clock.js";
import { printAddress, type Address } from "../../base/datagram.js";
import type { Disposable } from "../../base/disposal.js";
import type { ClientHello } from "../wire/clientHello.js";

/** A client that hears HelloVerifyRequest answers at once; one that lost it asks again within seconds. */
const patience = 15_000;

/** A client that has not come back yet. */
export interface Unverified {
  readonly peer: Address;
  readonly hello: ClientHello;
  /** When it asked first. */
  readonly startedAt: number;
}

/**
 * Clients that were asked for their cookie, kept for display only: no handshake depends on them. When there are too
 * many, the oldest are forgotten without a word.
 */
export class UnverifiedClients implements Disposable {
  readonly #clients: BoundedMap<string, Unverified>;
  readonly #clock: Clock;
  readonly #onSilence: (client: Unverified) => void;
  #timer: Disposable | undefined;

  constructor(limit: number, clock: Clock, onSilence: (client: Unverified) => void) {
    this.#clients = new BoundedMap(limit);
    this.#clock = clock;
    this.#onSilence = onSilence;
  }

  /** A client was asked for its cookie. Asking again changes nothing. */
  add(peer: Address, hello: ClientHello): void {
    const key = printAddress(peer);
    if (this.#clients.get(key) !== undefined) return;
    this.#clients.set(key, { peer, hello, startedAt: this.#clock.now() });
    this.#timer ??= this.#clock.after(patience, this.#check);
  }

  /** The client has come back with its cookie. Returns when it asked first. */
  verified(peer: Address): number | undefined {
    const key = printAddress(peer);
    const startedAt = this.#clients.get(key)?.startedAt;
    this.#clients.delete(key);
    if (this.#clients.size === 0) this.dispose();
    return startedAt;
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#clients.clear();
  }

  readonly #check = (): void => {
    const now = this.#clock.now();
    this.#timer = undefined;
    for (const client of this.#clients.values()) {
      const due = client.startedAt + patience;
      if (due > now) {
        this.#timer = this.#clock.after(due - now, this.#check);
        return;
      }
      this.#clients.delete(printAddress(client.peer));
      this.#onSilence(client);
    }
  };
}
