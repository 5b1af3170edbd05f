import { span } from "../../base/span.js";
import { parseDecimal, wholeDecimal, wholeValue } from "../decimal.js";
import type { ValueLabel } from "./labels.js";
import type { NumberPart, Range, TextPart } from "./model.js";
import { printRange } from "./print.js";
import { numbersOf, type Token } from "./tokens.js";

/** What a text outside the grammar means, and how the grammar writes it. */
interface Meant {
  readonly value: Range;
  readonly replacement?: string;
}

/** Readings of a text by its tokens. */
export const meanings = {
  interval: (tokens: readonly Token[]): Meant => {
    const [min, max] = numbersOf(tokens);
    return min === undefined || max === undefined ? nothing : meant({ kind: "interval", min, max });
  },
  numbers: (tokens: readonly Token[]): Meant => meant({ kind: "numbers", items: numbersOf(tokens) }),
  texts: (tokens: readonly Token[], text: string): Meant => {
    const items = texts(tokens, text);
    // A quotation mark inside a text cannot be written.
    return items.some((item) => item.text.includes('"')) ? nothing : meant({ kind: "texts", items });
  },
  "written-out": writtenOut,
  labels: (labels: readonly ValueLabel[]): Meant =>
    meant({
      kind: "numbers",
      items: labels.flatMap(({ number, start }) => {
        const value = parseDecimal(number);
        return value === undefined ? [] : [{ number: value, start, end: start + number.length }];
      }),
    }),
} as const;

/** The name of a reading by tokens. */
export type Meaning = Exclude<keyof typeof meanings, "labels">;

const nothing: Meant = { value: { kind: "empty" } };

function meant(value: Range): Meant {
  return { value, replacement: printRange(value) };
}

/** The texts between commas or semicolons, without quotation marks. */
function texts(tokens: readonly Token[], text: string): readonly TextPart[] {
  const items: TextPart[] = [];
  let isOpen = false;
  for (const { letter, start, end } of tokens) {
    const last = isOpen ? items.pop() : undefined;
    isOpen = letter !== "," && letter !== ";";
    const place = span(last?.start ?? start, isOpen ? end : (last?.end ?? end));
    if (isOpen || last !== undefined) items.push({ text: unquoted(text.slice(place.start, place.end)), ...place });
  }
  return items;
}

function unquoted(text: string): string {
  return /^["“‘'].*["”’']$/su.test(text) ? text.slice(1, -1) : text;
}

/** A longer list is harder to read than the ranges that it replaces. */
const longestWrittenOut = 16;

/** Every number of a list of ranges and numbers, if they are whole and few. Nothing else keeps the meaning. */
function writtenOut(tokens: readonly Token[]): Meant {
  const items: NumberPart[] = [];
  let isUpperBound = false;
  for (const { letter, number, start, end } of tokens) {
    if (number === undefined) {
      isUpperBound = letter === "." || letter === "d";
      continue;
    }
    const value = wholeValue(number);
    const lower = items.at(-1);
    if (value === undefined) return nothing;
    const first = isUpperBound && lower !== undefined ? (wholeValue(lower.number) ?? value) + 1n : value;
    if (value - first >= longestWrittenOut) return nothing;
    for (let next = first; next <= value; next++) items.push({ number: wholeDecimal(next), start, end });
  }
  return items.length > longestWrittenOut ? nothing : meant({ kind: "numbers", items });
}
