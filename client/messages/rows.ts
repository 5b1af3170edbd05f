import type { AttemptRecord } from "../../engine/protocol/log.js";
import { isShown, type LinkOf, type MessageFilter } from "./filter.js";
import type { LogEntry } from "./logEntry.js";

/** A line of the view: an entry, and for an attempt those before it that failed for the same reason. */
export interface Row {
  /** Stays the same while attempts are repeated. */
  readonly id: string;
  readonly entry: LogEntry;
  /** The newest first. */
  readonly earlier: readonly LogEntry[];
}

/** The lines of the view. */
export interface Rows {
  /** The newest first. */
  readonly rows: readonly Row[];
  /** How many lines there are beyond those. */
  readonly hidden: number;
}

/** Entries as lines, the newest first. A device that tries again and again has one line. */
export function rowsOf(entries: readonly LogEntry[], filter: MessageFilter, linkOf: LinkOf, limit: number): Rows {
  const rows: { id: string; entry: LogEntry; earlier: LogEntry[] }[] = [];
  const attempts = new Map<string, LogEntry[]>();
  let hidden = 0;
  for (const entry of entries.toReversed()) {
    if (!isShown(entry, filter, linkOf)) continue;
    const key = entry.record.kind === "attempt" ? attemptKey(entry.record) : undefined;
    const earlier = key === undefined ? undefined : attempts.get(key);
    if (earlier !== undefined) {
      earlier.push(entry);
      continue;
    }
    const row = { id: key ?? entry.id, entry, earlier: [] };
    if (key !== undefined) attempts.set(key, row.earlier);
    if (rows.length < limit) rows.push(row);
    else hidden++;
  }
  return { rows, hidden };
}

/** The same for all attempts of a machine that fail for the same reason. Each has another port. */
function attemptKey({ what, summary, peer }: AttemptRecord): string {
  return `${what} ${peer.replace(/:\d+$/u, "")} ${summary}`;
}
