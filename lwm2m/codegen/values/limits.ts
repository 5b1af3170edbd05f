import { allowedValues } from "../../data/checkValue.js";
import { formatDecimal, wholeValue, type Decimal } from "../../definition/decimal.js";
import type { BindingOptions } from "../../definition/bindingOptions.js";
import type { ResourceDefinition } from "../../definition/model.js";
import { describeRange, parseRange, type Range } from "../../definition/range.js";
import { quote } from "../../base/quote.js";
import type { Limits, Literal } from "../model.js";

/** What a range comes to in code. */
export interface ReadLimits {
  readonly limits: Limits;
  /** The range for people: in words, or as it is written where a program cannot use it; empty where the type shows it. */
  readonly text: string;
  /** Why the range is not in the code, as a sentence. */
  readonly warning?: string;
}

const none: ReadLimits = { limits: {}, text: "" };

/**
 * Reads the range of a resource. Bounds that are upside down are taken as they were meant. A range that is outside the
 * grammar of LwM2M TS 1.2 Appendix D.1, or that does not fit the type, limits nothing: a guess that is wrong would refuse
 * values that a device may well have.
 */
export function readLimits(resource: ResourceDefinition, { int64 }: Pick<BindingOptions, "int64">): ReadLimits {
  if (resource.range === "" || resource.operations === "E") return none;
  const { problems } = parseRange(resource.range);
  const isInGrammar = problems.every(({ code }) => code === "blank" || code === "upside-down");
  const range = allowedValues(resource);
  if (range.kind === "empty" && isInGrammar) return none;
  const unused = (why: string): ReadLimits => ({
    limits: {},
    text: resource.range.includes("`") ? `"${resource.range}"` : `\`${resource.range}\``,
    warning: `The range ${quote(resource.range)} ${why}, so generated code does not check it.`,
  });
  if (!isInGrammar) {
    const better = problems.find(({ replacement }) => replacement !== undefined)?.replacement;
    const example = better === undefined ? "" : ` (${better} would be)`;
    return unused(`is not written as LwM2M has it${example}`);
  }
  const limits = limitsOf(range, resource, int64);
  if (typeof limits === "string") return unused(limits);
  return { limits, text: isUnion(limits, resource) ? "" : describeRange(range, resource.type).replaceAll("−", "-") };
}

/** Whether the values are those of the type, which then shows them, and not lengths. */
function isUnion({ values = [] }: Limits, { type }: ResourceDefinition): boolean {
  const isLength = type === "Opaque" || (type === "String" && typeof values[0] === "number");
  return values.length > 0 && !isLength;
}

/** The limits that a range sets for a type, or why it sets none. */
function limitsOf(range: Range, { type }: ResourceDefinition, int64: BindingOptions["int64"]): Limits | string {
  const misfit = `does not fit the type ${type ?? "None"}`;
  switch (type) {
    case "Integer":
    case "Unsigned Integer":
      return wholeLimits(range, int64) ?? misfit;
    case "Time":
      return range.kind === "interval"
        ? (boundsOf(range, exact) ?? misfit)
        : "is a list, which a Time cannot have here";
    case "Float":
      return floatLimits(range) ?? misfit;
    case "String":
      return (range.kind === "texts" ? textLimits(range) : lengthLimits(range)) ?? misfit;
    case "Opaque":
      return lengthLimits(range) ?? misfit;
    case "Corelnk":
      return range.kind === "texts" ? textLimits(range) : misfit;
    default:
      return misfit;
  }
}

const onlyOne = "names a single value, which can hardly be the only one that is meant";

function wholeLimits(range: Range, int64: BindingOptions["int64"]): Limits | string | undefined {
  if (range.kind === "interval") return boundsOf(range, exact);
  if (range.kind !== "numbers") return undefined;
  if (range.items.length === 1) return onlyOne;
  const values = range.items.map(({ number }) => wholeValue(number));
  const whole = values.filter((value) => value !== undefined);
  if (whole.length < values.length) return undefined;
  if (int64 === "bigint") return { values: unique(whole) };
  if (!whole.every(isSafe)) return "has values that a number cannot hold exactly (choose bigint for integers)";
  return { values: unique(whole.map(Number)) };
}

function floatLimits(range: Range): Limits | string | undefined {
  if (range.kind === "interval") return boundsOf(range, floating);
  if (range.kind !== "numbers") return undefined;
  if (range.items.length === 1) return onlyOne;
  const values = range.items.map(({ number }) => floating(number));
  const finite = values.filter((value) => value !== undefined);
  return finite.length < values.length ? undefined : { values: unique(finite) };
}

/** The lengths of a text or of bytes in octets. */
function lengthLimits(range: Range): Limits | undefined {
  if (range.kind === "interval") {
    const bounds = boundsOf(range, exact);
    return bounds !== undefined && bounds.range.min >= 0 ? bounds : undefined;
  }
  if (range.kind !== "numbers") return undefined;
  const lengths = range.items.map(({ number }) => Number(wholeValue(number) ?? -1n));
  if (!lengths.every((length) => Number.isSafeInteger(length) && length >= 0)) return undefined;
  const [first = 0] = lengths;
  return lengths.length === 1 ? { range: { min: first, max: first } } : { values: unique(lengths) };
}

function textLimits(range: Extract<Range, { readonly kind: "texts" }>): Limits | string {
  return range.items.length === 1 ? onlyOne : { values: unique(range.items.map(({ text }) => text)) };
}

type Bound = number | bigint;

function boundsOf(
  range: Extract<Range, { readonly kind: "interval" }>,
  read: (number: Decimal) => Bound | undefined,
): { readonly range: { readonly min: Bound; readonly max: Bound } } | undefined {
  const min = read(range.min.number);
  const max = read(range.max.number);
  return min === undefined || max === undefined ? undefined : { range: { min, max } };
}

/** A whole number exactly, one with a fraction as floating point has it. */
function exact(number: Decimal): Bound | undefined {
  const whole = wholeValue(number);
  if (whole === undefined) return floating(number);
  return isSafe(whole) ? Number(whole) : whole;
}

function floating(number: Decimal): number | undefined {
  const value = Number(formatDecimal(number));
  return Number.isFinite(value) ? value : undefined;
}

function isSafe(value: bigint): boolean {
  return Number.isSafeInteger(Number(value));
}

function unique<Item extends Literal>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
