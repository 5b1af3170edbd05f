import { isMessage, messageClass, optionOf, type LogEntry, type MessageEntry } from "./logEntry.js";

/** What a message has to do with another one. */
export type Link =
  /** A request with its response. */
  | { readonly kind: "answered"; readonly other: MessageEntry; readonly milliseconds: number }
  | { readonly kind: "answers"; readonly other: MessageEntry; readonly milliseconds: number }
  /** A notification (RFC 7641 §3.2) with the request that observes. */
  | { readonly kind: "notifies"; readonly other: MessageEntry }
  /** An acknowledgment or a reset with the message that it is for (RFC 7252 §4.2). */
  | { readonly kind: "acknowledges"; readonly other: MessageEntry; readonly milliseconds: number }
  | { readonly kind: "resets"; readonly other: MessageEntry }
  /** A message that came or went again. */
  | { readonly kind: "repeats"; readonly other: MessageEntry };

/** Messages that others may still refer to are remembered up to this number, so that an endless log stays small. */
const remembered = 4000;

/** Finds out which messages belong together, as they come. */
export class Exchanges {
  /** Requests by peer, direction and token. */
  readonly #requests = new Map<string, MessageEntry>();
  /** Messages by peer, direction and message ID. */
  readonly #sent = new Map<string, MessageEntry>();
  readonly #links = new Map<string, Link>();

  linkOf({ id }: LogEntry): Link | undefined {
    return this.#links.get(id);
  }

  /** Takes the next entry of the log. */
  add(entry: LogEntry): void {
    if (!isMessage(entry)) return;
    const { message, remark, direction } = entry.record;
    if (message === undefined) return;
    const isRepeated = remark === "retransmission" || remark === "duplicate";
    const original = isRepeated ? this.#sent.get(messageKey(entry, direction)) : undefined;
    if (original !== undefined) {
      this.#links.set(entry.id, { kind: "repeats", other: original });
      return;
    }
    switch (messageClass(entry.record)) {
      case "request":
        remember(this.#requests, tokenKey(entry, direction), entry);
        break;
      case "response":
        this.#addResponse(entry);
        break;
      case "empty":
        this.#addEmpty(entry);
        return;
      case undefined:
        return;
    }
    remember(this.#sent, messageKey(entry, direction), entry);
  }

  /** Forgets what is known of an entry that has left the log. */
  remove({ id }: LogEntry): void {
    this.#links.delete(id);
  }

  #addResponse(entry: MessageEntry): void {
    const request = this.#requests.get(tokenKey(entry, opposite(entry)));
    if (request === undefined) return;
    const milliseconds = entry.record.time - request.record.time;
    if (this.#links.get(request.id)?.kind !== "answered") {
      this.#links.set(request.id, { kind: "answered", other: entry, milliseconds });
      this.#links.set(entry.id, { kind: "answers", other: request, milliseconds });
    } else if (optionOf(entry.record, "Observe") !== undefined) {
      this.#links.set(entry.id, { kind: "notifies", other: request });
    }
  }

  #addEmpty(entry: MessageEntry): void {
    // Over a stream an empty message only keeps the connection alive.
    if (entry.record.message?.messageId === undefined) return;
    const other = this.#sent.get(messageKey(entry, opposite(entry)));
    if (other === undefined) return;
    const milliseconds = entry.record.time - other.record.time;
    const isReset = entry.record.message.type === "RST";
    this.#links.set(entry.id, isReset ? { kind: "resets", other } : { kind: "acknowledges", other, milliseconds });
  }
}

function opposite({ record }: MessageEntry): "in" | "out" {
  return record.direction === "in" ? "out" : "in";
}

function tokenKey({ record }: MessageEntry, direction: "in" | "out"): string {
  return `${record.transport} ${record.peer} ${direction} ${record.message?.token ?? ""}`;
}

function messageKey({ record }: MessageEntry, direction: "in" | "out"): string {
  return `${record.transport} ${record.peer} ${direction} ${record.message?.messageId ?? ""}`;
}

function remember(map: Map<string, MessageEntry>, key: string, entry: MessageEntry): void {
  map.delete(key);
  map.set(key, entry);
  const [oldest] = map.keys();
  if (map.size > remembered && oldest !== undefined) map.delete(oldest);
}
