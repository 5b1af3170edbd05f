import { parseWireLink } from "../data/objectLink.js";
import { parseTime } from "../data/timeText.js";
import type { Value, ValueType } from "../data/value.js";
import { integerLimits } from "../data/valueText.js";
import { describeItem, type Item } from "./item.js";
import type { Conversion } from "./place.js";

/** The tags of CBOR that change what a value means (RFC 8949 §3.4); 1, before seconds since 1970, does not. */
const tags = { dateText: 0, decimalFraction: 4 } as const;

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
  const value = guess(item);
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

/** What the item itself tells; undefined for one that is no value. */
function guess(item: Item): Value | undefined {
  switch (item.kind) {
    case "text":
      return { type: "String", value: item.value };
    case "bytes":
      return { type: "Opaque", value: item.value };
    case "boolean":
      return { type: "Boolean", value: item.value };
    case "integer": {
      const value = BigInt(item.value);
      if (value < integerLimits.Integer.min) return { type: "Float", value: Number(value) };
      if (value <= integerLimits.Integer.max) return { type: "Integer", value };
      if (value <= integerLimits["Unsigned Integer"].max) return { type: "Unsigned Integer", value };
      return { type: "Float", value: Number(value) };
    }
    default: {
      const value = numberOf(item);
      return value === undefined ? undefined : { type: "Float", value };
    }
  }
}

/** The whole number that an item is. */
function integerOf(item: Item): bigint | undefined {
  if (item.kind === "integer") return BigInt(item.value);
  const value = numberOf(item);
  return Number.isSafeInteger(value) && value !== undefined ? BigInt(value) : undefined;
}

/** The number that an item is; a decimal fraction (RFC 8949 §3.4.4) is one too. */
export function numberOf(item: Item): number | undefined {
  if (item.kind === "integer") return Number(item.value);
  if (item.kind === "float") return item.value;
  if (item.kind !== "array" || item.tag !== tags.decimalFraction) return undefined;
  const [exponent, mantissa, more] = item.items;
  if (exponent?.kind !== "integer" || mantissa?.kind !== "integer" || more !== undefined) return undefined;
  return Number(`${String(mantissa.value)}e${String(exponent.value)}`);
}
