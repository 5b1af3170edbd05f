import { quote } from "../../../base/quote.js";
import { describeBytes } from "../../../codec/item.js";
import { looking } from "./looking.js";

/** What something is, in words. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      return `the text ${quote(value)}`;
    case "number":
    case "boolean":
      return `the ${typeof value} ${String(value)}`;
    case "bigint":
      return value === BigInt.asIntN(128, value) ? `the bigint ${String(value)}` : "a bigint of more than 128 bits";
    case "undefined":
      return "nothing";
    case "object":
      return value === null ? "null" : looking(() => describeObject(value), "an object that cannot be looked at");
    default:
      return `a ${typeof value}`;
  }
}

function describeObject(value: object): string {
  if (value instanceof Uint8Array) return describeBytes(value);
  if (value instanceof Map) return "a Map";
  if (value instanceof Date) return "a Date";
  return Array.isArray(value) ? "an array" : "an object";
}
