import type { Clock } from "../../base/clock.js";

/** Something that a peer has here. */
export interface Occupant {
  /** Milliseconds since 1970. */
  lastUse: number;
  /** True if something waits for this peer, or is awaited from it. */
  hasWork(): boolean;
  end(reason: string): void;
}

/** A peer that was heard this recently keeps its place, so that a flood of strangers does not cost it. Milliseconds. */
const spared = 5000;

/** How many occupants are looked at to find one that can go. */
const candidates = 32;

/** A limited number of places for peers. A stranger gets that of the peer that was idle for longest. */
export class Places<Item extends Occupant> {
  readonly #clock: Clock;
  readonly #capacity: number;
  /** The one that was not used for longest is the first. */
  readonly #byKey = new Map<string, Item>();

  constructor(clock: Clock, capacity: number) {
    this.#clock = clock;
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#byKey.size;
  }

  get items(): readonly Item[] {
    return [...this.#byKey.values()];
  }

  find(key: string): Item | undefined {
    return this.#byKey.get(key);
  }

  add(key: string, item: Item): void {
    this.#byKey.set(key, item);
  }

  remove(key: string): void {
    this.#byKey.delete(key);
  }

  /** It was heard, or is about to be used. */
  use(key: string, item: Item): void {
    const now = this.#clock.now();
    if (now - item.lastUse < 1000) return;
    item.lastUse = now;
    this.#byKey.delete(key);
    this.#byKey.set(key, item);
  }

  /** True if a stranger may have a place, if need be that of an idle peer. */
  makeRoom(): boolean {
    for (let tries = 0; this.#byKey.size >= this.#capacity; tries++) {
      const [oldest] = this.#byKey;
      if (oldest === undefined || tries === candidates) return false;
      const [key, item] = oldest;
      if (this.#clock.now() - item.lastUse < spared) return false;
      if (item.hasWork()) this.use(key, item);
      else item.end("It was idle, and another peer needed its place.");
    }
    return true;
  }
}
