import { fromHex, toHex } from "../base/bytes.js";
import { quote } from "../base/quote.js";
import { printFloat } from "./floatText.js";
import { printObjectLink, parseObjectLink } from "./objectLink.js";
import { parseTime, printTime } from "./timeText.js";
import type { Value, ValueType } from "./value.js";

/** A value that was read, or the sentence that says why the text is none. */
export type ParsedValue =
  { readonly value: Value; readonly problem?: undefined } | { readonly value?: undefined; readonly problem: string };

/** The integers that 64 bits hold. */
export const integerLimits: Readonly<
  Record<"Integer" | "Unsigned Integer", { readonly min: bigint; readonly max: bigint }>
> = {
  Integer: { min: -0x8000_0000_0000_0000n, max: 0x7fff_ffff_ffff_ffffn },
  "Unsigned Integer": { min: 0n, max: 0xffff_ffff_ffff_ffffn },
};

/**
 * Reads what a person types for a value of that type: `21.5`, `true` or `1`, a date or seconds for Time, hexadecimal
 * digits for Opaque, `3/0` for Objlnk, `</3/0>` for Corelnk. Blanks at the edges count only in a String.
 */
export function parseValueText(text: string, type: ValueType): ParsedValue {
  const trimmed = text.trim();
  switch (type) {
    case "String":
      return { value: { type, value: text } };
    case "Integer":
    case "Unsigned Integer":
      return parseInteger(trimmed, type);
    case "Float":
      return parseFloatText(trimmed);
    case "Boolean":
      return parseBoolean(trimmed);
    case "Opaque":
      return parseOpaque(trimmed);
    case "Time": {
      const { seconds, problem } = parseTime(trimmed);
      return seconds === undefined ? { problem } : { value: { type, value: seconds } };
    }
    case "Objlnk": {
      const link = parseObjectLink(trimmed);
      if (link !== undefined) return { value: { type, value: link } };
      return { problem: `${quote(text)} points at no object instance; write its path, such as 3303/0, or none.` };
    }
    case "Corelnk":
      if (/^<[^<>]*>/u.test(trimmed)) return { value: { type, value: trimmed } };
      return { problem: `${quote(text)} is no link; it starts with a path in angle brackets, such as </3/0>.` };
  }
}

function parseInteger(text: string, type: "Integer" | "Unsigned Integer"): ParsedValue {
  const { min, max } = integerLimits[type];
  if (!/^(?:[+-]?\d{1,40}|0x[0-9a-f]{1,40})$/iu.test(text)) {
    const isFraction = /^[+-]?\d*\.\d+$/u.test(text);
    return { problem: `${quote(text)} is no whole number${isFraction ? ", as it has a fraction" : ""}.` };
  }
  const value = BigInt(text.replace(/^\+/u, ""));
  if (value >= min && value <= max) return { value: { type, value } };
  if (type === "Unsigned Integer" && value < 0n)
    return { problem: `${String(value)} is negative; an unsigned integer is not.` };
  return { problem: `${String(value)} does not fit 64 bits; the limits are ${String(min)} and ${String(max)}.` };
}

function parseFloatText(text: string): ParsedValue {
  const isNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu.test(text) || /^(?:NaN|[+-]?Infinity)$/u.test(text);
  if (isNumber) return { value: { type: "Float", value: Number(text) } };
  const isComma = /^[+-]?\d+,\d+$/u.test(text);
  return { problem: `${quote(text)} is no number${isComma ? "; write a point instead of the comma" : ""}.` };
}

function parseBoolean(text: string): ParsedValue {
  const word = text.toLowerCase();
  if (word === "true" || word === "1") return { value: { type: "Boolean", value: true } };
  if (word === "false" || word === "0") return { value: { type: "Boolean", value: false } };
  return { problem: `${quote(text)} is neither true nor false; write true, false, 1 or 0.` };
}

function parseOpaque(text: string): ParsedValue {
  const value = fromHex(text);
  if (value !== undefined) return { value: { type: "Opaque", value } };
  const isOdd = /^(?:0x)?[0-9a-f\s:]*$/iu.test(text);
  const why = isOdd ? "has half a byte at its end; write two digits for each byte" : "is no hexadecimal number";
  return { problem: `${quote(text)} ${why}, such as 0a1b2c.` };
}

/**
 * The value as a person reads it, in a form that `parseValueText` takes back. A Float that 32 bits hold exactly is
 * printed as short as 32 bits need, `0.1` and not `0.10000000149011612`; it reads back as the same 32 bits.
 */
export function printValue(value: Value): string {
  switch (value.type) {
    case "String":
    case "Corelnk":
      return value.value;
    case "Integer":
    case "Unsigned Integer":
    case "Boolean":
      return String(value.value);
    case "Float":
      return printFloat(value.value);
    case "Opaque":
      return toHex(value.value);
    case "Time":
      return printTime(value.value);
    case "Objlnk":
      return printObjectLink(value.value);
  }
}

/**
 * The value for JSON: numbers and booleans as they are, Time in seconds, everything that JSON has no exact form for as
 * text: bytes, links, integers beyond 2^53, numbers that are none.
 */
export function valueJson(value: Value): string | number | boolean {
  switch (value.type) {
    case "Boolean":
      return value.value;
    case "Float":
      return Number.isFinite(value.value) ? value.value : printFloat(value.value);
    case "Integer":
    case "Unsigned Integer":
    case "Time": {
      const number = Number(value.value);
      return Number.isSafeInteger(number) ? number : String(value.value);
    }
    default:
      return printValue(value);
  }
}
