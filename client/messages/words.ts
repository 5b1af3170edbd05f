import type { MessageRecord } from "../../engine/protocol/log.js";
import type { PathValue } from "../../engine/protocol/values.js";
import { localTime } from "../../lwm2m/base/localTime.js";
import { valueText } from "../devices/tree/valueText.js";
import type { Link } from "./exchanges.js";
import { codeWords, messageClass, optionOf, requestPath } from "./logEntry.js";
import type { NamesOf } from "./pathNames.js";

/** The time of day as the clock on the wall shows it, with milliseconds: `09:05:03.042`. */
export function clockTime(milliseconds: number): string {
  return `${localTime(milliseconds)}.${String(new Date(milliseconds).getMilliseconds()).padStart(3, "0")}`;
}

/** How long something took: `23 ms`, `1.25 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1) return "under 1 ms";
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** So many values have a place in one line. */
const valuesInLine = 3;

/** A value with its name and unit: `Sensor Value 21.4 Cel`; with its path where no name is known. */
function namedValue(record: MessageRecord, value: PathValue, namesOf: NamesOf): string {
  const names = namesOf(record.deviceId, value.path);
  return `${names?.name ?? value.path} ${valueText(value, names?.units)}`;
}

/** A message in one line: a method with its path, a code with what the payload says. */
export function messageWords(record: MessageRecord, namesOf: NamesOf): string {
  const { payload, summary } = record;
  if (payload === undefined) return summary;
  if (payload.values.length === 0) return diagnosticWords(record, payload.text) ?? summary;
  const shown = payload.values.slice(0, valuesInLine).map((value) => namedValue(record, value, namesOf));
  const rest = payload.values.length - shown.length;
  const values = [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
  const isRequest = messageClass(record) === "request";
  const head = isRequest ? `${codeWords(record)} ${requestPath(record)}${queryWords(record)}` : codeWords(record);
  return `${head}: ${values}`;
}

/** A refusal with what the device wrote about it (RFC 7252 §5.5.2). */
function diagnosticWords(record: MessageRecord, text: string | undefined): string | undefined {
  const isRefusal = /^[45]\./u.test(record.message?.code ?? "");
  return isRefusal && text !== undefined ? `${codeWords(record)}: ${textInLine(text)}` : undefined;
}

/** So much of a text has a place in one line. */
const charactersInLine = 120;

function textInLine(text: string): string {
  const characters = Array.from(text.trim().replaceAll(/\s+/gu, " "));
  return characters.length > charactersInLine
    ? `${characters.slice(0, charactersInLine).join("")}…`
    : characters.join("");
}

function queryWords({ message }: MessageRecord): string {
  const arguments_ = message?.options.filter(({ name }) => name === "Uri-Query") ?? [];
  return arguments_.length === 0 ? "" : `?${arguments_.map(({ value }) => value).join("&")}`;
}

/** A request as other messages name it: `GET /3303/0/5700`. */
function requestWords(record: MessageRecord): string {
  const isObservation = optionOf(record, "Observe") === "0";
  return `${isObservation ? "Observe" : codeWords(record)} ${requestPath(record)}`;
}

/** What a message has to do with another one, in a few words; undefined if that goes without saying. */
export function linkWords(link: Link | undefined): string | undefined {
  switch (link?.kind) {
    case "answered":
      return duration(link.milliseconds);
    case "answers":
      return `${requestWords(link.other.record)}, ${duration(link.milliseconds)}`;
    case "notifies":
      return `notification of ${requestPath(link.other.record)}`;
    case "acknowledges":
      return `of ${shortWords(link.other.record)}, ${duration(link.milliseconds)}`;
    case "resets":
      return `of ${shortWords(link.other.record)}`;
    case "repeats":
    case undefined:
      return undefined;
  }
}

/** A message as those name it that acknowledge, reset or repeat it. */
export function shortWords(record: MessageRecord): string {
  return messageClass(record) === "request" ? requestWords(record) : codeWords(record);
}
