import { toHex } from "../base/bytes.js";
import { counted } from "../base/words.js";
import { quote } from "../base/quote.js";

/**
 * One data item of CBOR or JSON, with the place where it starts. Integers are `bigint` only beyond 2^53. `whole` is the
 * whole number beyond 2^53 that JSON writes with a point or an exponent, and that 64 bits of a float would round; false
 * if only the rounding has made a whole number of it.
 */
export type Item = ItemPlace &
  (
    | { readonly kind: "integer"; readonly value: number | bigint }
    | { readonly kind: "float"; readonly value: number; readonly whole?: bigint | false }
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "bytes"; readonly value: Uint8Array }
    | { readonly kind: "boolean"; readonly value: boolean }
    | { readonly kind: "null" }
    | { readonly kind: "simple"; readonly value: number }
    | { readonly kind: "array"; readonly items: readonly Item[] }
    | { readonly kind: "map"; readonly pairs: readonly ItemPair[] }
  );

export interface ItemPlace {
  /** In bytes from the start of the payload. */
  readonly offset: number;
  /** The tag of CBOR that stands before it, the innermost of several. */
  readonly tag?: number;
}

export interface ItemPair {
  readonly key: Item;
  readonly value: Item;
}

export interface ItemProblem {
  readonly offset: number;
  readonly message: string;
}

/** What a reader made of a payload. After a problem that ends the reading, containers hold what came before it. */
export interface ReadItem {
  readonly item?: Item;
  /** Behind the item. */
  readonly end: number;
  readonly problems: readonly ItemProblem[];
  /** True if a problem has ended the reading, so that the last part of the item may lack something. */
  readonly isCut: boolean;
}

/** Nothing in LwM2M nests deeper than about six levels. */
export const maximumDepth = 16;

/** More items than any device has resources. */
export const maximumItems = 100_000;

/** More problems of one payload help nobody. */
export const maximumProblems = 100;

/** The items in words, for problems. */
export function describeItem(item: Item): string {
  switch (item.kind) {
    case "integer":
      return `the integer ${String(item.value)}`;
    case "float":
      if (item.whole === false) return `the number ${String(item.value)} with a fraction that is cut off here`;
      return `the number ${String(item.whole ?? item.value)}`;
    case "text":
      return `the text ${quote(item.value)}`;
    case "bytes":
      return describeBytes(item.value);
    case "boolean":
      return String(item.value);
    case "null":
      return "null";
    case "simple":
      return `the simple value ${String(item.value)}`;
    case "array":
      return `an array of ${counted(item.items.length, "item")}`;
    case "map":
      return `a map of ${counted(item.pairs.length, "pair")}`;
  }
}

const longestShown = 16;

/** Bytes in words: how many, and the first of them in hexadecimal digits. */
export function describeBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "no bytes";
  const shown = toHex(bytes.subarray(0, longestShown), " ");
  return `${counted(bytes.length, "byte")} (${shown}${bytes.length > longestShown ? " …" : ""})`;
}
