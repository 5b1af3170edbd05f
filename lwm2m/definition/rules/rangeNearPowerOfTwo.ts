import { wholeValue, formatDecimal, wholeDecimal } from "../decimal.js";
import { printRange } from "../range.js";
import { itemExample } from "./example.js";
import { rangeFinding, soundRanges, writeRange } from "./ranges.js";
import type { Rule } from "./rule.js";

/** The sizes of whole numbers whose largest value people write from memory. */
const exponents = [16, 24, 31, 32, 48, 63, 64];

/** Points at upper bounds that look like a misspelled 2^n − 1. */
export const rangeNearPowerOfTwo: Rule = {
  id: "range-near-power-of-two",
  level: "hint",
  title: "An upper bound that looks like 2^n − 1 is that number.",
  explanation:
    "The largest numbers of 16, 32 and 64 bits are long and have many equal digits, so that one is easily dropped or " +
    "doubled, and nobody sees it. The rule speaks up where a bound differs from such a number in a few digits, and is " +
    "neither a round number nor just below it.\n\n" +
    "In the registry one resource is affected: 14 of object 10245 ends at 66635, which should be 65535.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ RangeEnumeration: "0..«66635»" }),
  good: itemExample({ RangeEnumeration: "0..65535" }),
  *check(file, ctx) {
    for (const range of soundRanges(file)) {
      const { value } = range.parsed;
      if (value.kind !== "interval") continue;
      const whole = wholeValue(value.max.number);
      const meant = whole === undefined ? undefined : nearMiss(whole);
      if (meant === undefined) continue;
      const number = wholeDecimal(meant.value);
      const text = printRange({ ...value, max: { ...value.max, number } });
      yield rangeFinding(range, ctx, {
        part: value.max,
        message: `Write ${formatDecimal(number)} (2^${meant.exponent} − 1), if that is what was meant.`,
        fixes: [writeRange(range, text, false)],
      });
    }
  },
};

/** Numbers that close below are chosen on purpose: 65534 leaves one value for "none". */
const reserved = 16n;

function nearMiss(value: bigint): { readonly value: bigint; readonly exponent: number } | undefined {
  const text = String(value);
  if (value < 10_000n || /00$/u.test(text)) return undefined;
  for (const exponent of exponents) {
    const largest = 2n ** BigInt(exponent) - 1n;
    if (value <= largest + 1n && value >= largest - reserved) return undefined;
    if (isMisspelled(text, String(largest))) return { value: largest, exponent };
  }
  return undefined;
}

/** True if one digit is too many or too few, or of equally many digits up to two are wrong, but not the first. */
function isMisspelled(text: string, right: string): boolean {
  if (text.length === right.length) {
    const wrong = Array.from(text).filter((digit, index) => digit !== right.charAt(index)).length;
    return wrong <= 2 && text.charAt(0) === right.charAt(0);
  }
  const [short, long] = text.length < right.length ? [text, right] : [right, text];
  if (long.length - short.length !== 1) return false;
  for (let at = 0; at < long.length; at++) {
    if (long.slice(0, at) + long.slice(at + 1) === short) return true;
  }
  return false;
}
