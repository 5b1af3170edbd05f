import type { Span } from "../../base/span.js";

/** A number and what it means, as in `0: off`. The span covers both. */
export interface ValueLabel extends Span {
  readonly number: string;
  readonly label: string;
}

/** The start of an entry; the repetitions are bounded, so that hostile text takes linear time. */
const entryStart = /(?<![\p{L}\p{N}.:_-])(?<number>-?[0-9]{1,20})[ \t]{0,8}(?:[:=]|[-–][ \t])(?!\/\/)/gu;

/** Reads a text that consists of nothing but numbers with labels; undefined if it is anything else. */
export function readLabels(text: string): readonly ValueLabel[] | undefined {
  const starts = [...text.matchAll(entryStart)];
  if (starts.length === 0 || text.slice(0, starts[0]?.index).trim() !== "") return undefined;
  const entries = starts.map((match, index) => {
    const end = starts[index + 1]?.index ?? text.length;
    const label = text.slice(match.index + match[0].length, end).replace(/[\s,;|]{0,40}$/u, "");
    return { number: match.groups?.["number"] ?? "", label: label.trim(), start: match.index, end };
  });
  const isPlain = ({ label }: ValueLabel): boolean => /\p{L}/u.test(label);
  return entries.every(({ label }) => label !== "") && entries.some(isPlain) ? entries : undefined;
}

/** An entry inside prose: a number behind a blank, comma or bracket, a colon or equals sign, and a letter. */
const entryInProse = /(?<![^\s,;(])(?<number>[0-9]{1,20})[ \t]{0,8}[:=]\s{0,40}\p{L}/gu;

/** The values that a description lists as `0: off` or `1 = on`, ascending, with the places of their numbers. */
export function findLabels(text: string): readonly (Span & { readonly value: bigint })[] {
  const entries = Array.from(text.matchAll(entryInProse), (match) => {
    const number = match.groups?.["number"] ?? "";
    return { value: BigInt(number), start: match.index, end: match.index + number.length };
  });
  return entries.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.start - b.start));
}
