import { wholeValue } from "../decimal.js";
import { itemExample } from "./example.js";
import { rangeFinding, soundRanges, writeRange, type ItemRange } from "./ranges.js";
import { boundsOf, numberParts } from "./rangeNumbers.js";
import type { NumberPart } from "../range/model.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Checks each range against the data type. */
export const rangeTypeMismatch: Rule = {
  id: "range-type-mismatch",
  level: "warning",
  title: "A range goes with the data type.",
  explanation:
    "Boolean, Objlnk and Corelnk have no range. Integer, Unsigned Integer and Time have bounds that are whole numbers " +
    "inside 64 bits, and an Unsigned Integer has none below zero. For String and Opaque numbers are lengths in octets. " +
    "Only a String has a list of texts. A range that does not go with the type mostly shows that the type is wrong.\n\n" +
    "In the registry one resource is affected: 802 of object 3387, a Boolean from 0 to 65535.",
  source: "LwM2M TS 1.2 Appendix C and D.1",
  bad: itemExample({ Type: "Boolean", RangeEnumeration: "«0..65535»" }),
  good: itemExample({ Type: "Integer", RangeEnumeration: "0..65535" }),
  *check(file, ctx) {
    for (const range of soundRanges(file)) yield* check(range, ctx);
  },
};

function* check(range: ItemRange, ctx: RuleContext): Generator<Finding> {
  const { type, parsed } = range;
  if (type === undefined) return;
  if (type === "Boolean" || type === "Objlnk" || type === "Corelnk") {
    const message = `Leave RangeEnumeration empty; ${article(type)} ${type} has no range.`;
    yield rangeFinding(range, ctx, { message, fixes: [writeRange(range, "", false)] });
    return;
  }
  if (parsed.value.kind === "texts" && type !== "String") {
    yield rangeFinding(range, ctx, {
      message: `Write numbers; only a String has a list of texts, and this is ${type}.`,
    });
    return;
  }
  for (const part of numberParts(parsed.value)) {
    const message = complaint(type, part);
    if (message !== undefined) yield rangeFinding(range, ctx, { part, message });
  }
}

function complaint(type: NonNullable<ItemRange["type"]>, { number }: NumberPart): string | undefined {
  if (type === "Float") return undefined;
  const isLength = type === "String" || type === "Opaque";
  const whole = wholeValue(number);
  if (whole === undefined) {
    return isLength
      ? `Write a whole number; the range of ${article(type)} ${type} is its length in octets.`
      : `Write a whole number; the type is ${type}.`;
  }
  if (isLength) return whole < 0n ? "Write a length in octets, 0 or more." : undefined;
  const bounds = boundsOf(type);
  if (bounds === undefined || (bounds.least <= whole && whole <= bounds.most)) return undefined;
  if (type === "Unsigned Integer" && whole < 0n) return "Write 0 or more; an Unsigned Integer is never negative.";
  return `Write a number from ${bounds.least} to ${bounds.most}; ${article(type)} ${type} has 64 bits.`;
}

function article(type: string): string {
  return /^[AEIOU]/u.test(type) ? "an" : "a";
}
