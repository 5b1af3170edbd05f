import { fromUtf8 } from "../../../base/bytes.js";
import { counted, listed } from "../../../base/words.js";
import { quote } from "../../../base/quote.js";
import type { ResourceMetadata } from "../metadata.js";

/** What is wrong with a value that is of the right type. */
export interface LimitProblem {
  readonly code: "range" | "length";
  readonly message: string;
}

/** Says how a value lies outside the bounds of its resource: a number's own, or the length in octets of text and bytes. */
export function limitProblem({ range, values, type }: ResourceMetadata, value: unknown): LimitProblem | undefined {
  const length = lengthOf(type, value);
  if (length !== undefined) {
    const lengths = values?.filter((one) => typeof one !== "string") ?? [];
    const isListed = lengths.length === 0 || lengths.some((one) => Number(one) === length);
    if (isListed && (range === undefined || (length >= range.min && length <= range.max))) return undefined;
    const allowed = isListed ? words(range) : listed(lengths.map(String), "or");
    return { code: "length", message: `it is ${counted(length, "octet")} long; ${allowed} is allowed` };
  }
  if (range === undefined) return undefined;
  const number = value instanceof Date ? value.getTime() / 1000 : value;
  if (typeof number !== "number" && typeof number !== "bigint") return undefined;
  const { min, max } = type === "Float" ? floatBounds(range, number) : range;
  if (number >= min && number <= max) return undefined;
  return { code: "range", message: `${String(number)} is outside ${words(range)}` };
}

type Range = NonNullable<ResourceMetadata["range"]>;

function lengthOf(type: ResourceMetadata["type"], value: unknown): number | undefined {
  if (type === "String" && typeof value === "string") return fromUtf8(value).length;
  return type === "Opaque" && value instanceof Uint8Array ? value.length : undefined;
}

/** A bound such as 0.1 has no exact binary form, so a value of 32 bits is held against the bounds as 32 bits have them. */
function floatBounds(range: Range, value: number | bigint): { readonly min: number; readonly max: number } {
  const [min, max] = [Number(range.min), Number(range.max)];
  if (Math.fround(Number(value)) !== value) return { min, max };
  return { min: Math.min(min, Math.fround(min)), max: Math.max(max, Math.fround(max)) };
}

function words(range: Range | undefined): string {
  return range === undefined ? "" : `${String(range.min)} to ${String(range.max)}`;
}

/**
 * The value of a list that a value is; undefined if the list has none such. The numbers of a Float that came in 32 bits
 * are those of the list that have the same 32 bits.
 */
export function listedValue({ values, type }: ResourceMetadata, value: string | number | bigint): unknown {
  if (values?.includes(value) === true) return value;
  if (type !== "Float" || typeof value !== "number") return undefined;
  return values?.find((one) => typeof one === "number" && Math.fround(one) === value);
}

/** Whether a list restricts the values, not the lengths, of a resource. */
export function hasListedValues({ values, type }: ResourceMetadata): boolean {
  if (values === undefined || type === "Opaque") return false;
  return (
    type === "Integer" ||
    type === "Unsigned Integer" ||
    type === "Float" ||
    values.some((one) => typeof one === "string")
  );
}

/** Says that a value is none of the list. */
export function notListed({ values = [] }: ResourceMetadata, value: string | number | bigint): string {
  const show = (one: string | number | bigint): string => (typeof one === "string" ? quote(one) : String(one));
  return `${show(value)} is none of ${listed(values.map(show), "and")}`;
}
