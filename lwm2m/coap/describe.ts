import { toHex } from "../base/bytes.js";
import { counted } from "../base/words.js";
import { readBlock } from "./block.js";
import { codeLabel, isRequestCode, isSignalCode } from "./codes.js";
import type { CoapMessage, CoapOption, MessageContent, StreamMessage } from "./message.js";
import { optionNumbers, optionOf, type OptionFormat } from "./options.js";
import { readText, readUint } from "./optionValue.js";
import { signalOptionOf } from "./signals.js";

/** An option in words. */
export interface DescribedOption {
  /** Its name, or `Option 65001`. */
  readonly name: string;
  readonly value: string;
}

/** The name of a content format by its number, as the caller knows them; undefined where it has none. */
export type FormatNames = (contentFormat: number) => string | undefined;

/** The options of a message, one item an option, as they stand in it. */
export function describeOptions(message: MessageContent, formatNames?: FormatNames): readonly DescribedOption[] {
  return message.options.map((option) => {
    const definition = definitionOf(message, option.number);
    return {
      name: definition?.name ?? `Option ${option.number}`,
      value: valueInWords(option, definition?.format ?? "opaque", formatNames),
    };
  });
}

/** The options of signals have numbers of their own (RFC 8323 §5.2). */
function definitionOf(
  { code }: MessageContent,
  number: number,
): { readonly name: string; readonly format: OptionFormat } | undefined {
  return isSignalCode(code) ? signalOptionOf(code, number) : optionOf(number);
}

function valueInWords({ number, value }: CoapOption, format: OptionFormat, formatNames?: FormatNames): string {
  switch (format) {
    case "string": {
      const text = readText(value);
      return text === undefined ? hexadecimal(value) : text;
    }
    case "uint":
      if (value.length > 6) return hexadecimal(value);
      return isFormat(number) ? formatInWords(readUint(value), formatNames) : String(readUint(value));
    case "block":
      return value.length > 3 ? hexadecimal(value) : blockInWords(value);
    case "empty":
    case "opaque":
      return hexadecimal(value);
  }
}

function isFormat(number: number): boolean {
  return number === optionNumbers.contentFormat || number === optionNumbers.accept;
}

function formatInWords(contentFormat: number, formatNames?: FormatNames): string {
  return formatNames?.(contentFormat) ?? String(contentFormat);
}

/** `2/1024` is the last block and number 2, `2+/1024` one that others follow; `2/BERT` is several at once. */
function blockInWords(value: Uint8Array): string {
  const block = readBlock(value);
  return `${block.number}${block.more ? "+" : ""}/${block.isBert === true ? "BERT" : block.size}`;
}

function hexadecimal(value: Uint8Array): string {
  return value.length === 0 ? "" : `0x${toHex(value)}`;
}

/** The path of a request as it stands in a URI, or that of a Location: `/3/0`, `/` for none. */
function pathOf(message: MessageContent, option: number): string {
  const segments = message.options.filter(({ number }) => number === option);
  return `/${segments.map((segment) => valueInWords(segment, "string")).join("/")}`;
}

/** What is worth a place in one line, besides path and query. */
const notable: ReadonlySet<number> = new Set([
  optionNumbers.observe,
  optionNumbers.accept,
  optionNumbers.contentFormat,
  optionNumbers.block1,
  optionNumbers.block2,
]);

/** A message in one line: `GET /3/0/7 Observe 0 Accept tlv`, `2.05 Content tlv, 87 bytes`, `Reset`. */
export function summarize(message: CoapMessage | StreamMessage, formatNames?: FormatNames): string {
  if (message.code === 0) return emptyInWords(message);
  const isSignal = isSignalCode(message.code);
  const words = [codeLabel(message.code)];
  if (isRequestCode(message.code)) {
    const query = message.options.filter(({ number }) => number === optionNumbers.uriQuery);
    const search = query.map((argument) => valueInWords(argument, "string")).join("&");
    words.push(pathOf(message, optionNumbers.uriPath) + (search === "" ? "" : `?${search}`));
  } else if (!isSignal && message.options.some(({ number }) => number === optionNumbers.locationPath)) {
    words.push(pathOf(message, optionNumbers.locationPath));
  }
  for (const option of message.options) {
    if (!isSignal && !notable.has(option.number)) continue;
    const definition = definitionOf(message, option.number);
    const value = valueInWords(option, definition?.format ?? "opaque", formatNames);
    const isSelfEvident = !isSignal && option.number === optionNumbers.contentFormat;
    words.push(isSelfEvident ? value : `${definition?.name ?? `Option ${option.number}`} ${value}`.trimEnd());
  }
  const { length } = message.payload;
  return words.join(" ") + (length === 0 ? "" : `, ${counted(length, "byte")}`);
}

function emptyInWords({ type }: CoapMessage | StreamMessage): string {
  switch (type) {
    case "CON":
      return "Ping";
    case "ACK":
      return "Acknowledgment";
    case "RST":
      return "Reset";
    case "NON":
    case undefined:
      return "Empty message";
  }
}
