import { listed } from "../../base/words.js";
import { formatDecimal, wholeValue, type Decimal } from "../decimal.js";
import type { ResourceType } from "../structure.js";
import type { Range } from "./model.js";

/**
 * A range in words, for a resource of that type: `0 to 255`, `0, 1 or 2`, `1 to 64 octets long`.
 * Empty for an empty range. Numbers limit the length of a String or Opaque value, and the value of any other type.
 */
export function describeRange(range: Range, type: ResourceType | undefined): string {
  const length = type === "String" || type === "Opaque";
  switch (range.kind) {
    case "empty":
      return "";
    case "interval": {
      const { min, max } = range;
      const text = `${number(min.number)} to ${number(max.number)}`;
      return length ? `${text} octets long` : text;
    }
    case "numbers": {
      const text = listed(
        range.items.map((item) => number(item.number)),
        "or",
      );
      const isOne = range.items.length === 1;
      if (length) return `${isOne ? "exactly " : ""}${text} ${text === "1" ? "octet" : "octets"} long`;
      return isOne ? `only ${text}` : text;
    }
    case "texts": {
      const text = listed(
        range.items.map((item) => `"${item.text}"`),
        "or",
      );
      return range.items.length === 1 ? `only ${text}` : text;
    }
  }
}

function number(value: Decimal): string {
  const text = formatDecimal(value).replace(/^-/u, "−");
  const power = nameOfPower(value);
  return power === undefined ? text : `${text} (${power})`;
}

/** The powers of two that nobody knows by heart but everybody recognizes by their exponent. */
const exponents = [16, 24, 28, 31, 32, 48, 53, 63, 64];

/** `2^32 − 1` and its like; undefined for a number next to no such power. */
function nameOfPower(value: Decimal): string | undefined {
  const whole = wholeValue(value);
  if (whole === undefined) return undefined;
  for (const exponent of exponents) {
    const power = 1n << BigInt(exponent);
    if (whole === power - 1n) return `2^${exponent} − 1`;
    if (whole === power) return `2^${exponent}`;
    if (whole === -power) return `−2^${exponent}`;
  }
  return undefined;
}
