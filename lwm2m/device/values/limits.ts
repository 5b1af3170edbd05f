import { formatDecimal } from "../../definition/decimal.js";
import type { Range } from "../../definition/range.js";

/** The numbers that a range allows, where it says something about numbers. */
export type Bounds =
  | { readonly kind: "interval"; readonly min: number; readonly max: number }
  | { readonly kind: "numbers"; readonly items: readonly number[] };

/** The bounds of a range as numbers to make values up with; undefined if there are none. */
export function boundsOf(range: Range): Bounds | undefined {
  switch (range.kind) {
    case "interval":
      return {
        kind: "interval",
        min: Number(formatDecimal(range.min.number)),
        max: Number(formatDecimal(range.max.number)),
      };
    case "numbers":
      return { kind: "numbers", items: range.items.map(({ number }) => Number(formatDecimal(number))) };
    default:
      return undefined;
  }
}

/** How long a String or Opaque may be, in bytes. */
export function lengthsOf(range: Range): { readonly shortest: number; readonly longest: number } {
  const bounds = boundsOf(range);
  if (bounds === undefined) return { shortest: 0, longest: Number.POSITIVE_INFINITY };
  if (bounds.kind === "interval") return { shortest: bounds.min, longest: bounds.max };
  const only = bounds.items[0] ?? 0;
  return { shortest: only, longest: only };
}
