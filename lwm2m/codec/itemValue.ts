import { linkOfBytes, parseObjectLink, parseWireLink } from "../data/objectLink.js";
import { parseTime } from "../data/timeText.js";
import type { ObjectLink, Value, ValueType } from "../data/value.js";
import { integerLimits } from "../data/valueText.js";
import { describeItem, type Item } from "./item.js";
import type { Conversion } from "./place.js";

/** The tags of CBOR that change what a value means (RFC 8949 §3.4); 1, before seconds since 1970, does not. */
const tags = { dateText: 0, bignum: 2, negativeBignum: 3, decimalFraction: 4 } as const;

/** Powers of ten, and bytes of an integer, beyond which no 64 bits are reached. */
const mostDigits = 40;

const expectations: Readonly<Record<ValueType, string>> = {
  String: "a text",
  Integer: "an integer of 64 bits",
  "Unsigned Integer": "an integer of 64 bits that is not negative",
  Float: "a number",
  Boolean: "true or false",
  Opaque: "bytes",
  Time: "an integer, the seconds since 1970",
  Objlnk: "an object link as text, such as 3303:0",
  Corelnk: "a link as text",
};

/**
 * A value from an item of CBOR or JSON (LwM2M TS 1.2 Appendix C). JSON makes no difference between 21 and 21.0, so a whole
 * number is an integer wherever one is asked for, and an integer is a number. Without a type the item tells it.
 */
export function valueOfItem(item: Item, type: ValueType | undefined): Conversion {
  const exact = type === undefined ? undefined : typed(item, type);
  if (exact !== undefined) return { value: exact };
  const value = (type === undefined ? undefined : meant(item, type)) ?? guess(item);
  if (value !== undefined && type === undefined) return { value };
  const expected = type === undefined ? "a value" : expectations[type];
  return { ...(value === undefined ? {} : { value }), mismatch: { expected, found: describeItem(item) } };
}

/** The value, if the item is one of that type. */
function typed(item: Item, type: ValueType): Value | undefined {
  switch (type) {
    case "String":
    case "Corelnk":
      return item.kind === "text" ? { type, value: item.value } : undefined;
    case "Integer":
    case "Unsigned Integer": {
      const value = integerOf(item);
      if (value === undefined || value < integerLimits[type].min || value > integerLimits[type].max) return undefined;
      return { type, value };
    }
    case "Time": {
      const value =
        item.kind === "text" && item.tag === tags.dateText ? parseTime(item.value).seconds : integerOf(item);
      return value === undefined || value !== BigInt.asIntN(64, value) ? undefined : { type, value };
    }
    case "Float": {
      const value = numberOf(item);
      return value === undefined ? undefined : { type, value };
    }
    case "Boolean":
      return item.kind === "boolean" ? { type, value: item.value } : undefined;
    case "Opaque":
      return item.kind === "bytes" ? { type, value: item.value } : undefined;
    case "Objlnk": {
      const value = item.kind === "text" ? parseWireLink(item.value) : undefined;
      return value && { type, value };
    }
  }
}

/** The value that an item of another kind leaves no doubt about: 1 for true, `3303/0` for a link. */
function meant(item: Item, type: ValueType): Value | undefined {
  if (type === "Boolean") {
    const value = item.kind === "text" ? item.value : String(integerOf(item));
    return value === "0" || value === "1" ? { type, value: value === "1" } : undefined;
  }
  if (type !== "Objlnk") return undefined;
  const value = item.kind === "text" ? parseObjectLink(item.value) : linkOfItem(item);
  return value && { type, value };
}

/** A link as four bytes, as TLV has it, or as an array of its two IDs. */
function linkOfItem(item: Item): ObjectLink | undefined {
  if (item.kind === "bytes") return linkOfBytes(item.value);
  if (item.kind !== "array" || item.items.length !== 2) return undefined;
  const ids = item.items.map((id) => (id.kind === "integer" ? String(id.value) : ""));
  return parseWireLink(ids.join(":"));
}

/** What the item itself tells; undefined for one that is no value. */
function guess(item: Item): Value | undefined {
  switch (item.kind) {
    case "text":
      return { type: "String", value: item.value };
    case "boolean":
      return { type: "Boolean", value: item.value };
    case "bytes": {
      const value = bignumOf(item);
      return value === undefined ? { type: "Opaque", value: item.value } : guessOfInteger(value);
    }
    case "integer":
      return guessOfInteger(BigInt(item.value));
    default: {
      const value = numberOf(item);
      return value === undefined ? undefined : { type: "Float", value };
    }
  }
}

function guessOfInteger(value: bigint): Value {
  if (value < integerLimits.Integer.min) return { type: "Float", value: Number(value) };
  if (value <= integerLimits.Integer.max) return { type: "Integer", value };
  if (value <= integerLimits["Unsigned Integer"].max) return { type: "Unsigned Integer", value };
  return { type: "Float", value: Number(value) };
}

/** The whole number that an item is, exactly. */
export function integerOf(item: Item): bigint | undefined {
  switch (item.kind) {
    case "integer":
      return BigInt(item.value);
    case "float":
      if (item.whole === false) return undefined;
      return item.whole ?? (Number.isInteger(item.value) ? BigInt(item.value) : undefined);
    case "bytes":
      return bignumOf(item);
    default: {
      const { mantissa, exponent } = decimalOf(item) ?? {};
      if (mantissa === undefined || exponent === undefined || exponent > mostDigits || exponent < -mostDigits) {
        return undefined;
      }
      const power = 10n ** BigInt(Math.abs(exponent));
      if (exponent >= 0) return mantissa * power;
      return mantissa % power === 0n ? mantissa / power : undefined;
    }
  }
}

/** The number that an item is; bignums and decimal fractions (RFC 8949 §3.4.3, §3.4.4) are numbers too. */
export function numberOf(item: Item): number | undefined {
  if (item.kind === "integer") return Number(item.value);
  if (item.kind === "float") return item.value;
  if (item.kind === "bytes") {
    const value = bignumOf(item);
    return value === undefined ? undefined : Number(value);
  }
  const decimal = decimalOf(item);
  return decimal && Number(`${String(decimal.mantissa)}e${String(decimal.exponent)}`);
}

/** The integer of bytes that a tag makes one. */
function bignumOf(item: Item): bigint | undefined {
  if (item.kind !== "bytes" || (item.tag !== tags.bignum && item.tag !== tags.negativeBignum)) return undefined;
  if (item.value.length > mostDigits) return undefined;
  const value = item.value.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return item.tag === tags.bignum ? value : -1n - value;
}

/** The array of an exponent of ten and a mantissa. */
function decimalOf(item: Item): { readonly mantissa: bigint; readonly exponent: number } | undefined {
  if (item.kind !== "array" || item.tag !== tags.decimalFraction) return undefined;
  const [exponent, mantissa, more] = item.items;
  if (exponent?.kind !== "integer" || mantissa === undefined || more !== undefined) return undefined;
  const value = mantissa.kind === "integer" ? BigInt(mantissa.value) : bignumOf(mantissa);
  return value === undefined ? undefined : { mantissa: value, exponent: Number(exponent.value) };
}
