import { fromUtf8, toUtf8 } from "../base/bytes.js";
import { linkOfBytes } from "../data/objectLink.js";
import type { Value, ValueType } from "../data/value.js";
import { describeBytes } from "./item.js";
import type { Conversion } from "./place.js";

const integerWidths: readonly number[] = [1, 2, 4, 8];

/**
 * A value from the bytes that TLV has for it (LwM2M TS 1.2 Appendix C). Without a type it is a guess: text, if the bytes
 * are printable text of two letters or more, else an integer if the length is one, else the bytes.
 */
export function valueOfBytes(bytes: Uint8Array, type: ValueType | undefined): Conversion {
  switch (type) {
    case undefined:
      return { value: guess(bytes) };
    case "String":
    case "Corelnk": {
      const text = toUtf8(bytes);
      return text === undefined ? raw(bytes, `a ${type} in UTF-8`) : { value: { type, value: text } };
    }
    case "Integer":
    case "Unsigned Integer":
    case "Time":
      return integerOf(bytes, type);
    case "Float": {
      const value = floatOf(bytes);
      return value === undefined ? raw(bytes, "a Float of 4 or 8 bytes") : { value: { type, value } };
    }
    case "Boolean":
      return booleanOf(bytes);
    case "Opaque":
      return { value: { type, value: bytes } };
    case "Objlnk": {
      const value = linkOfBytes(bytes);
      return value === undefined ? raw(bytes, "an Objlnk of 4 bytes") : { value: { type, value } };
    }
  }
}

/** The bytes as they are, because they are not what the type asks. */
function raw(bytes: Uint8Array, expected: string): Conversion {
  return { value: { type: "Opaque", value: bytes }, mismatch: { expected, found: describeBytes(bytes) } };
}

function guess(bytes: Uint8Array): Value {
  const text = bytes.length === 1 ? undefined : toUtf8(bytes);
  if (text !== undefined && isPrintable(text)) return { type: "String", value: text };
  if (integerWidths.includes(bytes.length)) return { type: "Integer", value: signed(bytes) };
  return { type: "Opaque", value: bytes };
}

/** True for text that a person would write: no control characters but line ends and tabs. */
export function isPrintable(text: string): boolean {
  return !/[^\P{C}\n\r\t]/u.test(text);
}

function unsigned(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** Two's complement. */
function signed(bytes: Uint8Array): bigint {
  return BigInt.asIntN(bytes.length * 8, unsigned(bytes));
}

function integerOf(bytes: Uint8Array, type: "Integer" | "Unsigned Integer" | "Time"): Conversion {
  const expected = `${type === "Time" ? "a Time" : `an ${type}`} of 1, 2, 4 or 8 bytes`;
  if (bytes.length === 0 || bytes.length > 8) return raw(bytes, expected);
  const value: Value = { type, value: type === "Unsigned Integer" ? unsigned(bytes) : signed(bytes) };
  if (integerWidths.includes(bytes.length)) return { value };
  return { value, mismatch: { expected, found: describeBytes(bytes) } };
}

function floatOf(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 4) return view.getFloat32(0);
  return bytes.length === 8 ? view.getFloat64(0) : undefined;
}

function booleanOf(bytes: Uint8Array): Conversion {
  const expected = "a Boolean of one byte, 0 or 1";
  const number = bytes.length === 0 || bytes.length > 8 ? undefined : unsigned(bytes);
  if (number === 0n || number === 1n) {
    const value: Value = { type: "Boolean", value: number === 1n };
    return bytes.length === 1 ? { value } : { value, mismatch: { expected, found: describeBytes(bytes) } };
  }
  if (bytes.length !== 1) return raw(bytes, expected);
  return { value: { type: "Integer", value: signed(bytes) }, mismatch: { expected, found: describeBytes(bytes) } };
}

/** The bytes that TLV has for a value, integers of up to 64 bits and floats as short as they go. */
export function bytesOfValue(value: Value): Uint8Array {
  switch (value.type) {
    case "String":
    case "Corelnk":
      return fromUtf8(value.value);
    case "Integer":
    case "Unsigned Integer":
    case "Time":
      return integerBytes(value.value);
    case "Float": {
      const isShort = Object.is(Math.fround(value.value), value.value);
      const view = new DataView(new ArrayBuffer(isShort ? 4 : 8));
      if (isShort) view.setFloat32(0, value.value);
      else view.setFloat64(0, value.value);
      return new Uint8Array(view.buffer);
    }
    case "Boolean":
      return Uint8Array.of(value.value ? 1 : 0);
    case "Opaque":
      return value.value;
    case "Objlnk": {
      const { objectId, objectInstanceId } = value.value;
      return Uint8Array.of(objectId >> 8, objectId, objectInstanceId >> 8, objectInstanceId);
    }
  }
}

/**
 * The shortest width that keeps the value for who reads it as signed: also an unsigned integer, since peers know only its
 * bytes, and some take all integers of TLV as signed. From 2^63 on there is no such width, and 8 bytes have to do.
 */
function integerBytes(value: bigint): Uint8Array {
  const width = integerWidths.find((one) => BigInt.asIntN(one * 8, value) === value) ?? 8;
  const bytes = new Uint8Array(width);
  let rest = value;
  for (let index = width - 1; index >= 0; index--) {
    bytes[index] = Number(BigInt.asUintN(8, rest));
    rest >>= 8n;
  }
  return bytes;
}
