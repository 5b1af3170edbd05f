/** A map that never holds more than `limit` entries: the one that was set or touched longest ago makes room. */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #limit: number;
  readonly #onEviction: (value: Value, key: Key) => void;

  /** `onEviction` hears of entries that had to make room, once they are out. */
  constructor(limit: number, onEviction: (value: Value, key: Key) => void = () => undefined) {
    this.#limit = limit;
    this.#onEviction = onEviction;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  /** The value, which is now the youngest. */
  touch(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined && this.#entries.delete(key)) this.#entries.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    while (this.#entries.size > this.#limit) {
      const [oldest] = this.#entries;
      if (oldest === undefined) return;
      this.#entries.delete(oldest[0]);
      this.#onEviction(oldest[1], oldest[0]);
    }
  }

  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }

  /** From the oldest to the youngest. */
  values(): Value[] {
    return [...this.#entries.values()];
  }

  clear(): void {
    this.#entries.clear();
  }
}
