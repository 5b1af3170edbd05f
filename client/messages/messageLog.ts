import type { LogRecord } from "../../engine/protocol/log.js";
import { Exchanges, type Link } from "./exchanges.js";
import type { LogEntry } from "./logEntry.js";

/** So many entries are kept; the oldest make room. */
export const capacity = 2000;

/** What the engine has logged lately, over all engines that this window was connected to. */
export class MessageLog {
  #entries: LogEntry[] = [];
  #exchanges = new Exchanges();
  #byId = new Map<string, LogEntry>();
  /** The last number that was taken, by the engine. */
  readonly #lastNumbers = new Map<number, number>();

  /** The oldest first. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  find(id: string): LogEntry | undefined {
    return this.#byId.get(id);
  }

  /** What an entry has to do with another one. */
  linkOf(entry: LogEntry): Link | undefined {
    return this.#exchanges.linkOf(entry);
  }

  /**
   * Takes records of an engine, which is known by when it started; those that were taken before are passed over.
   * @returns the new entries
   */
  add(engineStartedAt: number, records: readonly LogRecord[]): readonly LogEntry[] {
    const last = this.#lastNumbers.get(engineStartedAt) ?? -1;
    const added = records
      .filter(({ number }) => number > last)
      .map((record): LogEntry => ({ id: `${engineStartedAt} ${record.number}`, record }));
    const newest = added.at(-1);
    if (newest === undefined) return [];
    this.#lastNumbers.set(engineStartedAt, newest.record.number);
    for (const entry of added) {
      this.#entries.push(entry);
      this.#byId.set(entry.id, entry);
      this.#exchanges.add(entry);
    }
    for (const gone of this.#entries.splice(0, Math.max(0, this.#entries.length - capacity))) {
      this.#byId.delete(gone.id);
      this.#exchanges.remove(gone);
    }
    return added;
  }

  /** Forgets all entries; those that come later are shown. */
  clear(): void {
    this.#entries = [];
    this.#byId = new Map();
    this.#exchanges = new Exchanges();
  }
}
