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
  if (/^0\.00|^Empty/u.test(message.code)) return "empty";
  return /^(?:0\.|[A-Za-z])/u.test(message.code) ? "request" : "response";
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

/** The code as people say it: `GET`, `2.05 Content`. */
export function codeWords({ message, summary }: MessageRecord): string {
  const code = message?.code ?? "";
  const words = /^\S+ [^,]*/u.exec(summary)?.[0] ?? summary;
  return /[A-Za-z]/u.test(code) ? code : words;
}
