import type { LogEntry } from "./logEntry.js";
import { hostOf } from "./rows.js";

/** Devices that could not connect while nobody looked: the badge of the view. One that tries again counts once. */
export class UnseenFailures {
  readonly #unseen = new Set<string>();

  /** Takes new entries of the log; false if the badge stays as it is. */
  count(entries: readonly LogEntry[]): boolean {
    const before = this.#unseen.size;
    for (const { record } of entries) {
      if (record.kind === "attempt") this.#unseen.add(`${hostOf(record)} ${record.summary}`);
    }
    return this.#unseen.size !== before;
  }

  clear(): void {
    this.#unseen.clear();
  }

  /** Undefined if there is nothing to tell. */
  get badge(): { readonly value: number; readonly tooltip: string } | undefined {
    const value = this.#unseen.size;
    if (value === 0) return undefined;
    return { value, tooltip: value === 1 ? "1 device could not connect" : `${value} failures to connect` };
  }
}
