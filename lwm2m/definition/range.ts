import { span } from "../base/span.js";
import { compareDecimals } from "./decimal.js";
import { findMistake } from "./range/mistakes.js";
import type { ParsedRange, Range, RangeProblem } from "./range/model.js";
import { printRange } from "./range/print.js";
import { numbersOf, tokenize, type Token } from "./range/tokens.js";

export type { ParsedRange, Range, RangeProblem, RangeProblemCode } from "./range/model.js";
export { printRange } from "./range/print.js";
export { describeRange } from "./range/words.js";

/** No range in the registry comes near; a text that long is prose. */
const longestRange = 10_000;

/** Ranges that were read before: a registry has thousands, but hardly more than a hundred different ones. */
const known = new Map<string, ParsedRange>();

/** More than this are not remembered at once. */
const maximumKnown = 500;

/** A longer text is not remembered: it is rare, and in V8 a part of a file's text keeps all of that alive. */
const longestKnown = 12;

/**
 * Reads a RangeEnumeration (LwM2M TS 1.2 Appendix D.1):
 *
 *     field  = "" / range / list
 *     range  = number ".." number
 *     list   = item *("," item)
 *     item   = number / DQUOTE text DQUOTE
 *     number = ["-"] digits ["." digits]
 *
 * Blanks behind commas are taken as they are, because published objects have them. For a text outside the grammar the
 * value is the best reading of it, empty if there is none.
 */
export function parseRange(text: string): ParsedRange {
  if (text.length > longestKnown) return readRange(text);
  const before = known.get(text);
  if (before !== undefined) return before;
  const parsed = readRange(text);
  if (known.size === maximumKnown) known.clear();
  known.set(text, parsed);
  return parsed;
}

function readRange(text: string): ParsedRange {
  if (text.length > longestRange) {
    return { value: { kind: "empty" }, problems: [{ code: "free-text", span: span(0, text.length) }] };
  }
  const tokens = tokenize(text);
  const value = readGrammar(tokens);
  const edges = blankEdges(text);
  if (value === undefined) {
    const mistake = findMistake(text, tokens);
    return { value: mistake.value, problems: inOrder([...edges, mistake.problem]) };
  }
  const swapped = upsideDown(value);
  // Mending the bounds mends the blanks between them.
  const inside = swapped.length > 0 ? swapped : blanksAroundDots(tokens, value);
  return { value, problems: inOrder([...edges, ...inside]) };
}

function inOrder(problems: readonly RangeProblem[]): readonly RangeProblem[] {
  return [...problems].sort((a, b) => a.span.start - b.span.start);
}

/** The value of a text inside the grammar. */
function readGrammar(tokens: readonly Token[]): Range | undefined {
  const shape = tokens.map(({ letter }) => letter).join("");
  if (shape === "") return { kind: "empty" };
  const items = numbersOf(tokens);
  const [min, max] = items;
  if (shape === "n.n" && min !== undefined && max !== undefined) return { kind: "interval", min, max };
  if (/^n(?:,n)*$/u.test(shape)) return { kind: "numbers", items };
  if (!/^q(?:,q)*$/u.test(shape)) return undefined;
  const quoted = tokens.filter(({ letter }) => letter === "q");
  return { kind: "texts", items: quoted.map(({ text, start, end }) => ({ text: text.slice(1, -1), start, end })) };
}

/** White space at the edges of a text, or all of it. */
function blankEdges(text: string): readonly RangeProblem[] {
  const value = text.trim();
  const front = text.length - text.trimStart().length;
  const back = text.trimEnd().length;
  if (value === "") return text === "" ? [] : [{ code: "blank", span: span(0, text.length), replacement: "" }];
  const places = [span(0, front), span(back, text.length)].filter(({ start, end }) => start < end);
  return places.map((place) => ({ code: "blank", span: place, replacement: value }));
}

function blanksAroundDots(tokens: readonly Token[], value: Range): readonly RangeProblem[] {
  const [min, dots, max] = tokens;
  if (value.kind !== "interval" || min === undefined || dots === undefined || max === undefined) return [];
  if (min.end === dots.start && dots.end === max.start) return [];
  return [{ code: "blank", span: span(min.end, max.start), replacement: printRange(value) }];
}

function upsideDown(value: Range): readonly RangeProblem[] {
  if (value.kind !== "interval" || compareDecimals(value.min.number, value.max.number) <= 0) return [];
  const { min, max } = value;
  const replacement = printRange({ kind: "interval", min: max, max: min });
  return [{ code: "upside-down", span: span(min.start, max.end), replacement }];
}
