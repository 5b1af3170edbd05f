import { fromUtf8, toUtf8 } from "../base/bytes.js";
import type { CoapOption } from "./message.js";
import { smallBytes } from "./smallBytes.js";

const nothing = new Uint8Array(0);

/** The value of an option in format uint: as few bytes as it takes, none for 0 (RFC 7252 §3.2). */
export function uintValue(value: number): Uint8Array {
  if (value === 0) return nothing;
  let length = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) length++;
  const bytes = smallBytes(length);
  for (let index = length - 1, rest = value; index >= 0; index--, rest = Math.floor(rest / 256)) bytes[index] = rest;
  return bytes;
}

/** Reads a uint of up to six bytes; leading zeros are taken. */
export function readUint(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}

/** The value of an option in format string. Most are a few ASCII characters, which need no encoder. */
function textValue(text: string): Uint8Array {
  const bytes = smallBytes(text.length);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return fromUtf8(text);
    bytes[index] = unit;
  }
  return bytes;
}

/** Reads a string; undefined if it is not UTF-8. */
export function readText(bytes: Uint8Array): string | undefined {
  if (bytes.length > 32) return toUtf8(bytes);
  let text = "";
  for (const byte of bytes) {
    if (byte > 0x7f) return toUtf8(bytes);
    text += String.fromCharCode(byte);
  }
  return text;
}

/** An option in format uint. */
export function uintOption(number: number, value: number): CoapOption {
  return { number, value: uintValue(value) };
}

/** An option in format string. */
export function textOption(number: number, text: string): CoapOption {
  return { number, value: textValue(text) };
}
