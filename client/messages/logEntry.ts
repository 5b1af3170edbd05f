import type { LogRecord, MessageRecord } from "../../engine/protocol/log.js";

/** A record of an engine's log, with an id that no other engine's record has. */
export interface LogEntry {
  readonly id: string;
  readonly record: LogRecord;
}

/** An entry of a CoAP message. */
export type MessageEntry = LogEntry & { readonly record: MessageRecord };

export function isMessage(entry: LogEntry): entry is MessageEntry {
  return entry.record.kind === "message";
}

/** What a CoAP message is by its code (RFC 7252 §3): a method, a response, or empty. Undefined if it cannot be read. */
export function messageClass({ message }: MessageRecord): "request" | "response" | "empty" | undefined {
  if (message === undefined) return undefined;
  if (message.code === "0.00") return "empty";
  return message.code.startsWith("0.") ? "request" : "response";
}

/** The value of the first option of that name. */
export function optionOf({ message }: MessageRecord, name: string): string | undefined {
  return message?.options.find((option) => option.name === name)?.value;
}

/** The path of a request, `/` for none. */
export function requestPath({ message }: MessageRecord): string {
  const segments = message?.options.filter(({ name }) => name === "Uri-Path") ?? [];
  return `/${segments.map(({ value }) => value).join("/")}`;
}

/** The code as people say it, `GET` or `2.05 Content`: the head of the summary. */
export function codeWords({ summary }: MessageRecord): string {
  const [words] = /^[A-Za-z]+|^\d\.\d\d(?: (?!(?:Observe|Accept|Block[12])\b)[A-Z][A-Za-z-]*)*/u.exec(summary) ?? [
    summary,
  ];
  return words;
}
