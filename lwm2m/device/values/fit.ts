import type { Value } from "../../data/value.js";
import { boundsOf } from "./limits.js";
import type { Behavior, Moment, Subject } from "./behavior.js";

/** A number that depends on the time. */
export type Curve = (moment: Moment) => number;

/** How far numbers reach that every integer on the wire can carry. */
const largestWhole = Number.MAX_SAFE_INTEGER;

/** The behavior of a numeric resource along a curve, always inside what its definition allows. */
export function along(subject: Subject, curve: Curve, decimals = 2): Behavior {
  return { at: (moment) => numberValue(subject, curve(moment), decimals) };
}

/** A number as a value of the resource: inside its limits, whole unless it is a Float, with a sensible precision. */
export function numberValue({ resource, range }: Subject, number: number, decimals = 2): Value {
  const isFloat = resource.type === "Float";
  const rounded = isFloat ? Number(number.toFixed(decimals)) : Math.round(number);
  const allowed = clamp(rounded, range);
  switch (resource.type) {
    case "Float":
      return { type: "Float", value: allowed };
    case "Unsigned Integer":
      return { type: "Unsigned Integer", value: whole(Math.max(0, allowed)) };
    case "Time":
      return { type: "Time", value: whole(allowed) };
    default:
      return { type: "Integer", value: whole(allowed) };
  }
}

function whole(number: number): bigint {
  return BigInt(Math.trunc(Math.min(largestWhole, Math.max(-largestWhole, number))));
}

function clamp(number: number, range: Subject["range"]): number {
  const bounds = boundsOf(range);
  if (bounds === undefined) return number;
  if (bounds.kind === "interval") return Math.min(bounds.max, Math.max(bounds.min, number));
  const [first = number] = bounds.items;
  return bounds.items.reduce((best, item) => (Math.abs(item - number) < Math.abs(best - number) ? item : best), first);
}
