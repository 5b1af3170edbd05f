import type { DtlsLimits } from "../endpoint.js";

/** Keeps what came too early, as much as the limits allow; the rest is lost, as datagrams are (RFC 6347 §4.1). */
export class Held<Item> {
  readonly #limits: Pick<DtlsLimits, "heldRecords" | "heldBytes">;
  readonly #sizeOf: (item: Item) => number;
  #items: Item[] = [];
  #bytes = 0;

  constructor(limits: Pick<DtlsLimits, "heldRecords" | "heldBytes">, sizeOf: (item: Item) => number) {
    this.#limits = limits;
    this.#sizeOf = sizeOf;
  }

  hold(item: Item): void {
    const size = this.#sizeOf(item);
    if (this.#items.length >= this.#limits.heldRecords || this.#bytes + size > this.#limits.heldBytes) return;
    this.#items.push(item);
    this.#bytes += size;
  }

  /** The oldest item, which then is no longer held. */
  take(): Item | undefined {
    const item = this.#items.shift();
    if (item !== undefined) this.#bytes -= this.#sizeOf(item);
    return item;
  }

  /** Everything that is held, which then is no longer. */
  release(): readonly Item[] {
    const items = this.#items;
    this.#items = [];
    this.#bytes = 0;
    return items;
  }
}
