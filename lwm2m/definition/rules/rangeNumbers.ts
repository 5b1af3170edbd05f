import type { NumberPart, Range } from "../range/model.js";
import type { ResourceType } from "../structure.js";

/** All numbers of a range, bounds or values. */
export function numberParts(range: Range): readonly NumberPart[] {
  if (range.kind === "interval") return [range.min, range.max];
  return range.kind === "numbers" ? range.items : [];
}

/** The smallest and the largest number that a type of whole numbers can hold. */
export interface Bounds {
  readonly least: bigint;
  readonly most: bigint;
}

/** The bounds of a type of whole numbers (LwM2M TS 1.2 Appendix C); undefined for any other type. */
export function boundsOf(type: ResourceType | undefined): Bounds | undefined {
  if (type === "Unsigned Integer") return { least: 0n, most: 2n ** 64n - 1n };
  return type === "Integer" || type === "Time" ? { least: -(2n ** 63n), most: 2n ** 63n - 1n } : undefined;
}
