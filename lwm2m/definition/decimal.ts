/** An exact decimal number: `digits / 10^scale`. The scale keeps what was written, so that `1.0` prints as `1.0`. */
export interface Decimal {
  readonly digits: bigint;
  /** How many digits stand behind the point. */
  readonly scale: number;
}

/** Longer numbers are no sensible bounds, and reading them would take more than linear time. */
const longestNumber = 400;

/** Reads `["-"] digits ["." digits]` (LwM2M TS 1.2 Appendix D.1); undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > longestNumber || !/^-?[0-9]+(?:\.[0-9]+)?$/u.test(text)) return undefined;
  const point = text.indexOf(".");
  if (point === -1) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

/** The decimal of a whole number. */
export function wholeDecimal(value: bigint): Decimal {
  return { digits: value, scale: 0 };
}

/** Below zero if `left` is less than `right`, above zero if it is more, zero if they are the same number. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = digitsAtScale(left, scale) - digitsAtScale(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function digitsAtScale(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

/** The number as the grammar of RangeEnumeration writes it. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const isNegative = digits < 0n;
  const text = String(isNegative ? -digits : digits).padStart(scale + 1, "0");
  const point = text.length - scale;
  const magnitude = scale === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
  return isNegative ? `-${magnitude}` : magnitude;
}

/** The whole number that a decimal stands for; undefined if it has a fraction. */
export function wholeValue({ digits, scale }: Decimal): bigint | undefined {
  const unit = 10n ** BigInt(scale);
  return digits % unit === 0n ? digits / unit : undefined;
}
