import type { LogRecord } from "../../engine/protocol/log.js";
import type { Link } from "./exchanges.js";
import { isMessage, optionOf, type LogEntry } from "./logEntry.js";

/** Which kinds of entries are shown. */
export type ShownKind = "all" | "failures" | "without notifications";

/** What of the log is shown. */
export interface MessageFilter {
  readonly kind: ShownKind;
  /** Undefined for all devices. */
  readonly device?: { readonly id: string; readonly name: string };
}

export const noFilter: MessageFilter = { kind: "all" };

/** True for what went wrong: a device that could not connect, a refusal, a message that is broken or belongs nowhere. */
export function isFailure(record: LogRecord): boolean {
  if (record.kind !== "message") return record.kind === "attempt";
  const { message, problem, payload, remark } = record;
  if (problem !== undefined || remark === "unexpected" || message?.type === "RST") return true;
  return /^[45]\./u.test(message?.code ?? "") || (payload?.problems.length ?? 0) > 0;
}

/** What an entry is linked to, as the log knows it. */
export type LinkOf = (entry: LogEntry) => Link | undefined;

/** True if an entry is to be shown. With a failed response its request is, too. */
export function isShown(entry: LogEntry, filter: MessageFilter, linkOf: LinkOf): boolean {
  if (filter.device !== undefined && entry.record.deviceId !== filter.device.id) return false;
  switch (filter.kind) {
    case "all":
      return true;
    case "failures": {
      const link = linkOf(entry);
      return isFailure(entry.record) || (link?.kind === "answered" && isFailure(link.other.record));
    }
    case "without notifications":
      return !isAboutNotification(entry, linkOf);
  }
}

/** True for a notification, and for what only acknowledges or repeats one. */
function isAboutNotification(entry: LogEntry, linkOf: LinkOf): boolean {
  if (isNotification(entry, linkOf)) return true;
  const link = linkOf(entry);
  const isEcho = link?.kind === "acknowledges" || link?.kind === "repeats";
  return isEcho && isNotification(link.other, linkOf);
}

/** True for a response with the option Observe that is not the first response to its request (RFC 7641 §3.2). */
export function isNotification(entry: LogEntry, linkOf: LinkOf): boolean {
  if (!isMessage(entry) || !/^[245]\./u.test(entry.record.message?.code ?? "")) return false;
  return optionOf(entry.record, "Observe") !== undefined && linkOf(entry)?.kind !== "answers";
}

/** What a filter shows, in a few words; undefined if it shows everything. */
export function filterWords({ kind, device }: MessageFilter): string | undefined {
  const words = [...(device === undefined ? [] : [device.name]), ...(kind === "all" ? [] : [kind])];
  return words.length === 0 ? undefined : words.join(" · ");
}
