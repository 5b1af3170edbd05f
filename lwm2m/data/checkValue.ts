import type { Decimal } from "../definition/decimal.js";
import { compareDecimals, formatDecimal, wholeDecimal } from "../definition/decimal.js";
import type { ResourceDefinition } from "../definition/model.js";
import { describeRange, parseRange, type Range } from "../definition/range.js";
import { quote } from "../base/quote.js";
import { fromUtf8 } from "../base/bytes.js";
import { counted } from "../base/words.js";
import { nullId } from "./objectLink.js";
import { integerLimits, printValue } from "./valueText.js";
import type { Value } from "./value.js";

/**
 * Says in a sentence why a value is not what the definition allows: another type, or outside RangeEnumeration.
 * Undefined if it is fine.
 */
export function checkValue(value: Value, resource: ResourceDefinition): string | undefined {
  const { type } = resource;
  if (type === undefined) {
    return resource.operations === "E" ? `${resource.name} is executable and holds no value.` : undefined;
  }
  if (value.type !== type) return `${resource.name} is of type ${type}, not ${value.type}.`;
  return checkLimits(value) ?? checkRange(value, resource, allowedValues(resource));
}

/** What no range has to say: 64 bits for integers, 16 bits for IDs. */
function checkLimits(value: Value): string | undefined {
  if (value.type === "Integer" || value.type === "Unsigned Integer" || value.type === "Time") {
    const { min, max } = integerLimits[value.type === "Time" ? "Integer" : value.type];
    if (value.value < min || value.value > max) return `${value.value} is outside ${min} to ${max}.`;
  }
  if (value.type === "Objlnk") {
    const { objectId, objectInstanceId } = value.value;
    const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id <= nullId;
    if (!isId(objectId) || !isId(objectInstanceId)) return `${printValue(value)} has an ID outside 0 to ${nullId}.`;
  }
  return undefined;
}

/** The range of a resource; where a published file has the bounds upside down, they are taken as they were meant. */
export function allowedValues({ range }: ResourceDefinition): Range {
  const { value } = parseRange(range);
  if (value.kind !== "interval" || compareDecimals(value.min.number, value.max.number) <= 0) return value;
  return { kind: "interval", min: value.max, max: value.min };
}

function checkRange(value: Value, { name, type }: ResourceDefinition, range: Range): string | undefined {
  if (range.kind === "empty") return undefined;
  const allowed = describeRange(range, type);
  if (range.kind === "texts") {
    if (value.type !== "String" && value.type !== "Corelnk") return undefined;
    if (range.items.some(({ text }) => text === value.value)) return undefined;
    return `${quote(value.value)} is none of the values of ${name}: ${allowed}.`;
  }
  const length = lengthOf(value);
  if (length !== undefined) {
    if (contains(range, wholeDecimal(BigInt(length)))) return undefined;
    return `${name} must be ${allowed}; this is ${counted(length, "octet")}.`;
  }
  const isAllowed = containsValue(range, value);
  if (isAllowed) return undefined;
  return `${printValue(value)} is outside the range of ${name}: ${allowed}.`;
}

/** Ranges of String and Opaque limit the length in octets. */
function lengthOf(value: Value): number | undefined {
  if (value.type === "String") return fromUtf8(value.value).length;
  return value.type === "Opaque" ? value.value.length : undefined;
}

type NumberRange = Extract<Range, { readonly kind: "interval" | "numbers" }>;

function containsValue(range: NumberRange, value: Value): boolean {
  switch (value.type) {
    case "Integer":
    case "Unsigned Integer":
    case "Time":
      return contains(range, wholeDecimal(value.value));
    case "Float":
      return containsFloat(range, value.value);
    default:
      return true;
  }
}

function contains(range: NumberRange, number: Decimal): boolean {
  if (range.kind === "numbers") return range.items.some((item) => compareDecimals(item.number, number) === 0);
  return compareDecimals(range.min.number, number) <= 0 && compareDecimals(number, range.max.number) <= 0;
}

/** A bound such as 0.1 has no exact binary form, so a value of 32 bits is held against the bounds as 32 bits have them. */
function containsFloat(range: NumberRange, value: number): boolean {
  const isShort = Math.fround(value) === value;
  const binary = (number: Decimal): readonly number[] => {
    const bound = Number(formatDecimal(number));
    return isShort ? [bound, Math.fround(bound)] : [bound];
  };
  if (range.kind === "numbers") return range.items.some((item) => binary(item.number).includes(value));
  const min = Math.min(...binary(range.min.number));
  const max = Math.max(...binary(range.max.number));
  return min <= value && value <= max;
}
