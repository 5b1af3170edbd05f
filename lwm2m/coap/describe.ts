import { toHex } from "../base/bytes.js";
import { counted } from "../base/words.js";
import { readBlock } from "./block.js";
import { codeLabel, isRequestCode } from "./codes.js";
import type { CoapMessage, CoapOption } from "./message.js";
import { optionNumbers, optionOf } from "./options.js";
import { readText, readUint } from "./optionValue.js";

/** An option in words. */
export interface DescribedOption {
  /** Its name, or `Option 65001`. */
  readonly name: string;
  readonly value: string;
}

/** The name of a content format by its number, as the caller knows them; undefined where it has none. */
export type FormatNames = (contentFormat: number) => string | undefined;

/** The options of a message, one item an option, as they stand in it. */
export function describeOptions(message: CoapMessage, formatNames?: FormatNames): readonly DescribedOption[] {
  return message.options.map((option) => ({
    name: optionOf(option.number)?.name ?? `Option ${option.number}`,
    value: valueInWords(option, formatNames),
  }));
}

function valueInWords({ number, value }: CoapOption, formatNames?: FormatNames): string {
  const format = optionOf(number)?.format ?? "opaque";
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

/** `2/1024` is the last block and number 2, `2+/1024` one that others follow. */
function blockInWords(value: Uint8Array): string {
  const block = readBlock(value);
  return block === "reserved" ? hexadecimal(value) : `${block.number}${block.more ? "+" : ""}/${block.size}`;
}

function hexadecimal(value: Uint8Array): string {
  return value.length === 0 ? "" : `0x${toHex(value)}`;
}

/** The path of a request as it stands in a URI, or that of a Location: `/3/0`, `/` for none. */
function pathOf(message: CoapMessage, option: number): string {
  const segments = message.options.filter(({ number }) => number === option);
  return `/${segments.map((segment) => valueInWords(segment)).join("/")}`;
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
export function summarize(message: CoapMessage, formatNames?: FormatNames): string {
  if (message.code === 0) return emptyInWords(message);
  const words = [codeLabel(message.code)];
  if (isRequestCode(message.code)) {
    const query = message.options.filter(({ number }) => number === optionNumbers.uriQuery);
    const search = query.map((argument) => valueInWords(argument)).join("&");
    words.push(pathOf(message, optionNumbers.uriPath) + (search === "" ? "" : `?${search}`));
  } else if (message.options.some(({ number }) => number === optionNumbers.locationPath)) {
    words.push(pathOf(message, optionNumbers.locationPath));
  }
  for (const option of message.options) {
    if (!notable.has(option.number)) continue;
    const value = valueInWords(option, formatNames);
    const isSelfEvident = option.number === optionNumbers.contentFormat;
    words.push(isSelfEvident ? value : `${optionOf(option.number)?.name ?? ""} ${value}`);
  }
  const { length } = message.payload;
  return words.join(" ") + (length === 0 ? "" : `, ${counted(length, "byte")}`);
}

function emptyInWords({ type }: CoapMessage): string {
  switch (type) {
    case "CON":
      return "Ping";
    case "ACK":
      return "Acknowledgment";
    case "RST":
      return "Reset";
    case "NON":
      return "Empty message";
  }
}
