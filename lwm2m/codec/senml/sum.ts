import type { Item } from "../item.js";
import { integerOf, numberOf } from "../itemValue.js";

/** The sum of a base value and a value (RFC 8428 §4.6), without loss if both are whole; what is no number stays as it is. */
export function sumOf(base: Item, item: Item): Item {
  const { offset } = item;
  const [baseWhole, itemWhole] = [integerOf(base), integerOf(item)];
  const whole = baseWhole === undefined || itemWhole === undefined ? undefined : baseWhole + itemWhole;
  if (whole !== undefined && base.kind !== "float" && item.kind !== "float") {
    return { offset, kind: "integer", value: whole };
  }
  const [left, right] = [numberOf(base), numberOf(item)];
  if (left === undefined || right === undefined) return item;
  const value = left + right;
  // A whole number and one with a fraction make none, so that only rounding can have made one here.
  const isMixed = (baseWhole === undefined) !== (itemWhole === undefined) && Number.isInteger(value);
  const isRounded = isMixed || [base, item].some((one) => one.kind === "float" && one.whole === false);
  return {
    offset,
    kind: "float",
    value,
    ...(whole === undefined ? {} : { whole }),
    ...(isRounded ? { whole: false } : {}),
  };
}
