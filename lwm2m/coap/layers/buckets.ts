/** A thing that can be in a hash table. */
export interface Chained<Self> {
  /** A 32-bit number that is the same for the same key. */
  readonly hash: number;
  /** The next one with a similar hash. Only the table changes it. */
  chained: Self | undefined;
}

const fewest = 8;

/**
 * A hash table whose items are their own entries. It is for what comes and goes with every message: a `Map` makes a new
 * table now and then, and V8's collector of young objects takes all that the old tables named for living, until the next
 * full collection.
 */
export class Buckets<Item extends Chained<Item>> {
  #heads: (Item | undefined)[] = new Array<Item | undefined>(fewest).fill(undefined);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The first of the items among which one with this hash is; the others follow by `chained`. */
  first(hash: number): Item | undefined {
    return this.#heads[hash & (this.#heads.length - 1)];
  }

  add(item: Item): void {
    if (this.#size >= this.#heads.length) this.#grow();
    this.#size++;
    const index = item.hash & (this.#heads.length - 1);
    item.chained = this.#heads[index];
    this.#heads[index] = item;
  }

  /** Takes an item out, if it is in. */
  remove(item: Item): void {
    const index = item.hash & (this.#heads.length - 1);
    let before: Item | undefined;
    for (let each = this.#heads[index]; each !== undefined; each = each.chained) {
      if (each === item) {
        if (before === undefined) this.#heads[index] = item.chained;
        else before.chained = item.chained;
        item.chained = undefined;
        this.#size--;
        return;
      }
      before = each;
    }
  }

  /** All items, in no order that means something. */
  items(): readonly Item[] {
    const all: Item[] = [];
    for (const head of this.#heads) for (let item = head; item !== undefined; item = item.chained) all.push(item);
    return all;
  }

  clear(): void {
    for (const item of this.items()) item.chained = undefined;
    this.#heads = new Array<Item | undefined>(fewest).fill(undefined);
    this.#size = 0;
  }

  #grow(): void {
    const all = this.items();
    this.#heads = new Array<Item | undefined>(this.#heads.length * 2).fill(undefined);
    this.#size = 0;
    for (const item of all) this.add(item);
  }
}
