import { BoundedMap } from "../../base/boundedMap.js";
import type { Clock } from "../../base/clock.js";
import { printAddress, type Address } from "../../base/datagram.js";
import type { Disposable } from "../../base/disposal.js";
import type { HandshakeDraft } from "../report/handshakeDraft.js";

/** A client that hears HelloVerifyRequest answers at once; one that lost it asks again within seconds. */
const patience = 15_000;

interface Unverified {
  readonly draft: HandshakeDraft;
  readonly due: number;
}

/**
 * Clients that were asked for their cookie, kept for display only: no handshake depends on them. When there are too
 * many, the oldest are forgotten without a word.
 */
export class UnverifiedClients implements Disposable {
  readonly #clients: BoundedMap<string, Unverified>;
  readonly #clock: Clock;
  readonly #onSilence: (draft: HandshakeDraft) => void;
  #timer: Disposable | undefined;

  constructor(limit: number, clock: Clock, onSilence: (draft: HandshakeDraft) => void) {
    this.#clients = new BoundedMap(limit);
    this.#clock = clock;
    this.#onSilence = onSilence;
  }

  /** A client was asked for its cookie. Asking again changes nothing. */
  add(peer: Address, draft: () => HandshakeDraft): void {
    const key = printAddress(peer);
    if (this.#clients.get(key) !== undefined) return;
    this.#clients.set(key, { draft: draft(), due: this.#clock.now() + patience });
    this.#timer ??= this.#clock.after(patience, this.#check);
  }

  /** The client has come back with its cookie. Returns when it asked first. */
  verified(peer: Address): number | undefined {
    const key = printAddress(peer);
    const startedAt = this.#clients.get(key)?.draft.startedAt;
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
    for (const { draft, due } of this.#clients.values()) {
      if (due > now) {
        this.#timer = this.#clock.after(due - now, this.#check);
        return;
      }
      this.#clients.delete(printAddress(draft.peer));
      this.#onSilence(draft);
    }
  };
}
