import { wholeValue } from "../decimal.js";
import { isOctetWord } from "../range/unitWord.js";
import { itemExample } from "./example.js";
import { numberParts } from "./rangeNumbers.js";
import {
  isUpright,
  rangeFinding,
  rangeProblems,
  writeRange,
  type FoundProblem,
  type ItemRange,
  type RangeMessage,
} from "./ranges.js";
import type { Rule } from "./rule.js";

/**
 * Finds words for units behind the numbers. `0-255 bytes` with its hyphen is one of them, so that a text is not reported
 * twice.
 */
export const rangeUnitWord: Rule = {
  id: "range-unit-word",
  level: "warning",
  title: "A range holds numbers without a unit.",
  explanation:
    "For String and Opaque the numbers are lengths in octets anyway; for all other types the unit stands in Units. Tools " +
    "that read ranges take 0..255 bytes for free text and check nothing. The word is removed unasked where it says " +
    "octets on a String or Opaque, or repeats the element Units.\n\n" +
    "On a number, 2 bytes means its size: write the smallest and the largest value instead. Eleven of the newest " +
    "published objects have such ranges, nearly all of them with the word bytes on a String.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: itemExample({ Type: "String", RangeEnumeration: "1..64 «bytes»" }),
  good: itemExample({ Type: "String", RangeEnumeration: "1..64" }),
  *check(file, ctx) {
    for (const found of rangeProblems(file, ["unit-word"])) {
      const part = found.problem.span;
      const word = found.range.field.raw.slice(part.start, part.end).replace(/^\(|\)$/gu, "");
      yield rangeFinding(found.range, ctx, { part, ...advice(found, word) });
    }
  },
};

function advice({ range, problem }: FoundProblem, word: string): RangeMessage {
  const { type, parsed } = range;
  const isLength = type === "String" || type === "Opaque";
  if (parsed.value.kind !== "interval" && (!isLength || !isOctetWord(word))) {
    return isLength ? lengthAdvice(range, word) : sizeAdvice(range, word);
  }
  const { replacement = "" } = problem;
  const isKept = parsed.value.kind !== "interval" || isUpright(range);
  if (isLength) {
    const why = isOctetWord(word) ? "the length counts octets anyway" : "the length counts octets";
    const fixes = [writeRange(range, replacement, isKept && isOctetWord(word))];
    return { message: `Write ${replacement}; ${why}.`, fixes };
  }
  const units = range.item.field("Units")?.value ?? "";
  const where = units === "" ? "write the unit into Units" : "the unit stands in Units";
  const fixes = [writeRange(range, replacement, isKept && units === word)];
  return { message: `Write ${replacement}; ${where}.`, fixes };
}

/** `8 bit` on an Opaque. */
function lengthAdvice(range: ItemRange, word: string): RangeMessage {
  const bits = leadingNumber(range);
  if (!isBitWord(word) || bits === undefined || bits % 8n !== 0n) return { message: "Write the length in octets." };
  const octets = String(bits / 8n);
  return { message: `Write ${octets}; the length counts octets.`, fixes: [writeRange(range, octets, false)] };
}

/** `2 bytes` or `8 bit` on a number. */
function sizeAdvice(range: ItemRange, word: string): RangeMessage {
  const number = leadingNumber(range);
  const bits = number === undefined ? 0n : isOctetWord(word) ? number * 8n : isBitWord(word) ? number : 0n;
  const isSize = [8n, 16n, 32n, 64n].includes(bits);
  if (!isSize || range.type === "Float")
    return { message: "Write the smallest and the largest value, such as 0..100." };
  const usable = bits === 64n && range.type !== "Unsigned Integer" ? 63n : bits;
  const text = `0..${2n ** usable - 1n}`;
  const message = `Write the smallest and the largest value, such as ${text}, instead of the size.`;
  return { message, fixes: [writeRange(range, text, false)] };
}

function isBitWord(word: string): boolean {
  return /^bits?$/iu.test(word);
}

/** The number before the word: the parser gives none where its meaning depends on the type. */
function leadingNumber(range: ItemRange): bigint | undefined {
  const [part] = numberParts(range.parsed.value);
  if (part !== undefined) return wholeValue(part.number);
  const digits = /^\s*([0-9]{1,3})\D/u.exec(range.field.value)?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}
