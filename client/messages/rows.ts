import type { AttemptRecord, EventRecord, LogRecord } from "../../engine/protocol/log.js";
import { isShown, type LinkOf, type MessageFilter } from "./filter.js";
import type { LogEntry } from "./logEntry.js";

/** A line of the view: an entry, and for an attempt those before it that failed for the same reason. */
export interface Row {
  /** Stays the same while attempts are repeated. */
  readonly id: string;
  readonly entry: LogEntry;
  /** The newest first. */
  readonly earlier: readonly LogEntry[];
  /** For an attempt: the handshake with the same identity that worked later. */
  readonly solvedBy?: LogEntry;
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
  const rows: Row[] = [];
  const groups = new Map<string, LogEntry[]>();
  const solutions = new Map<string, LogEntry>();
  let hidden = 0;
  for (const entry of entries.toReversed()) {
    const solved = entry.record.kind === "event" ? identityOf(entry.record) : undefined;
    if (solved !== undefined) solutions.set(solved, entry);
    if (!isShown(entry, filter, linkOf)) continue;
    const row = entry.record.kind === "attempt" ? attemptRow(entry, entry.record, solutions) : undefined;
    const group = row === undefined ? undefined : groups.get(row.id);
    if (group !== undefined) {
      group.push(entry);
      continue;
    }
    const earlier: LogEntry[] = [];
    if (row !== undefined) groups.set(row.id, earlier);
    if (rows.length < limit) rows.push({ id: entry.id, entry, ...row, earlier });
    else hidden++;
  }
  return { rows, hidden };
}

/** Attempts of a machine that fail for the same reason have one id, until one works. Each has another port. */
function attemptRow(
  entry: LogEntry,
  record: AttemptRecord,
  solutions: ReadonlyMap<string, LogEntry>,
): Omit<Row, "earlier"> {
  const identity = record.what === "handshake" ? identityOf(record) : undefined;
  const solvedBy = identity === undefined ? undefined : solutions.get(identity);
  const reason = `${record.what} ${hostOf(record)} ${record.summary}`;
  return solvedBy === undefined ? { id: reason, entry } : { id: `${reason} ${solvedBy.id}`, entry, solvedBy };
}

/** The identity that a handshake named. */
function identityOf({ details }: AttemptRecord | EventRecord): string | undefined {
  return details.find(({ name }) => name === "Identity")?.value;
}

/** The machine of a peer, without its port. */
export function hostOf({ peer }: LogRecord): string {
  return peer.replace(/:\d+$/u, "");
}
