import type { Value } from "../data/value.js";
import type { KnownValue } from "./results.js";

/** No value weighs less than this, in bytes; it stands for its path and what surrounds it. */
const lightest = 64;

/** Bytes of all values of a device together. */
const mostBytes = 4 * 1024 * 1024;

/** The last value of each path, bounded in number and bytes: those that came longest ago go first. */
export class KnownValues {
  readonly #values = new Map<string, KnownValue>();
  readonly #limit: number;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get values(): ReadonlyMap<string, KnownValue> {
    return this.#values;
  }

  /** Takes values that have come. An older measurement that comes late, as of a history, does not replace a newer one. */
  set(values: readonly KnownValue[]): void {
    for (const value of values) {
      const before = this.#values.get(value.path);
      const isOlder = before?.time !== undefined && value.time !== undefined && value.time < before.time;
      if (!isOlder) this.#put(value);
    }
  }

  /** Forgets the values of these paths and below. */
  remove(path: string): void {
    for (const known of [...this.#values.keys()]) {
      if (path === "/" || known === path || known.startsWith(`${path}/`)) this.#drop(known);
    }
  }

  #put(value: KnownValue): void {
    this.#drop(value.path);
    this.#values.set(value.path, value);
    this.#bytes += weight(value.value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#limit && this.#bytes <= mostBytes) break;
      this.#drop(oldest);
    }
  }

  #drop(path: string): void {
    const before = this.#values.get(path);
    if (before === undefined) return;
    this.#values.delete(path);
    this.#bytes -= weight(before.value);
  }
}

function weight(value: Value): number {
  if (value.type === "String" || value.type === "Corelnk") return lightest + 2 * value.value.length;
  return value.type === "Opaque" ? lightest + value.value.length : lightest;
}
