import type { Clock } from "../../base/clock.js";
import type { Disposable } from "../../base/disposal.js";

/** A thing that is kept for a while. Only its shelf changes these members. */
export abstract class Shelved {
  older: Shelved | undefined;
  newer: Shelved | undefined;
  /** Milliseconds since 1970. */
  keptUntil = 0;
  weight = 0;
  isShelved = false;

  /** True as long as it must not go, whatever its age. */
  abstract get isPinned(): boolean;

  /** It has left the shelf, because its time was up or the shelf full. */
  abstract discard(): void;
}

/**
 * Keeps things of all sessions for a time, and no more than a certain weight of them: the oldest go first. One timer
 * serves all, and only while there is something.
 */
export class Shelf implements Disposable {
  readonly #clock: Clock;
  readonly #lifetime: number;
  readonly #capacity: number;
  #oldest: Shelved | undefined;
  #newest: Shelved | undefined;
  #weight = 0;
  #timer: Disposable | undefined;

  /** Keeps things for `lifetime` milliseconds; their weights, in bytes, add up to `capacity` at most. */
  constructor(clock: Clock, lifetime: number, capacity: number) {
    this.#clock = clock;
    this.#lifetime = lifetime;
    this.#capacity = capacity;
  }

  /** Keeps a thing from now on, or anew, with this weight. */
  keep(item: Shelved, weight: number): void {
    if (item.isShelved) this.remove(item);
    item.isShelved = true;
    item.weight = weight;
    item.keptUntil = this.#clock.now() + this.#lifetime;
    this.#weight += weight;
    item.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = item;
    else this.#newest.newer = item;
    this.#newest = item;
    if (this.#weight > this.#capacity) this.#drop(() => this.#weight > this.#capacity);
    this.#timer ??= this.#clock.after(this.#lifetime, this.#sweep);
  }

  /** Changes the weight of a thing that is kept; its time goes on. */
  weigh(item: Shelved, weight: number): void {
    if (!item.isShelved) return;
    this.#weight += weight - item.weight;
    item.weight = weight;
    if (this.#weight > this.#capacity) this.#drop(() => this.#weight > this.#capacity);
  }

  /** Takes a thing off, without a word to it. */
  remove(item: Shelved): void {
    if (!item.isShelved) return;
    item.isShelved = false;
    this.#weight -= item.weight;
    if (item.older === undefined) this.#oldest = item.newer;
    else item.older.newer = item.newer;
    if (item.newer === undefined) this.#newest = item.older;
    else item.newer.older = item.older;
    item.older = undefined;
    item.newer = undefined;
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  readonly #sweep = (): void => {
    this.#timer = undefined;
    const now = this.#clock.now();
    this.#drop((item) => item.keptUntil <= now);
    if (this.#oldest === undefined) return;
    // Not at once when the next is due, but when some more are.
    const wait = Math.max(0, this.#oldest.keptUntil - now) + this.#lifetime / 8;
    this.#timer = this.#clock.after(wait, this.#sweep);
  };

  /** Discards from the oldest on, as long as it is said; those that are pinned go to the other end. */
  #drop(isDue: (item: Shelved) => boolean): void {
    const end = this.#newest;
    for (let item = this.#oldest; item !== undefined && isDue(item); item = this.#oldest) {
      if (item.isPinned) this.#renew(item);
      else {
        this.remove(item);
        item.discard();
      }
      if (item === end) return;
    }
  }

  #renew(item: Shelved): void {
    if (item !== this.#newest) {
      const { weight } = item;
      this.remove(item);
      item.isShelved = true;
      item.weight = weight;
      this.#weight += weight;
      item.older = this.#newest;
      if (this.#newest === undefined) this.#oldest = item;
      else this.#newest.newer = item;
      this.#newest = item;
    }
    item.keptUntil = this.#clock.now() + this.#lifetime;
  }
}
