import type { Span } from "../../base/span.js";
import { parseDecimal, type Decimal } from "../decimal.js";
import type { NumberPart } from "./model.js";
import { isOctetWord, isUnitWord } from "./unitWord.js";

/**
 * A token of a RangeEnumeration. The letter is its class; the letters of all tokens in a row are the shape of the text,
 * which regular expressions describe: `0..255 bytes` has the shape `n.nb`.
 */
export interface Token extends Span {
  readonly letter: Letter;
  readonly text: string;
  /** The value of a number. */
  readonly number?: Decimal;
}

/**
 * n number, . two dots, d three or more dots, comma, ; semicolon, : colon, - dash, t "to", r "or", b "bytes", u other
 * unit word, w word, q quoted text, Q text in other quotation marks, ( and ) brackets, < comparison, o odd number,
 * ? anything else.
 */
export type Letter =
  ("n" | "." | "d" | "," | ";" | ":" | "-" | "t" | "r") | ("b" | "u" | "w" | "q" | "Q" | "(" | ")" | "<" | "o" | "?");

/** Quantifiers are bounded or cannot fail late, so that hostile text takes linear time. */
const patterns = [
  { letter: "q", pattern: /"[^"]*"/uy },
  { letter: "Q", pattern: /“[^“”"]*”|‘[^‘’"]*’|'[^'"]*'/uy },
  { letter: ".", pattern: /\.\.(?!\.)/uy },
  { letter: "d", pattern: /\.{3,}|…/uy },
  { letter: "o", pattern: /0[xX][0-9a-fA-F]+|\.[0-9]+|[0-9]+\.(?![.0-9])/uy },
  { letter: "n", pattern: /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,9}(?!\p{L}))?/uy },
  { letter: ",", pattern: /,/uy },
  { letter: ";", pattern: /;/uy },
  { letter: ":", pattern: /:/uy },
  { letter: "-", pattern: /[-–—−~]/uy },
  { letter: "<", pattern: /[<>=≤≥]+/uy },
  { letter: "(", pattern: /[([{]/uy },
  { letter: ")", pattern: /[)\]}]/uy },
  { letter: "w", pattern: /[\p{L}%°/][\p{L}\p{M}\p{N}%°²³_/]*/uy },
  { letter: "?", pattern: /[^]/uy },
] as const;

const words: Readonly<Record<string, Letter>> = { to: "t", until: "t", or: "r", and: "r" };

/** A sign belongs to a number where no number stands before it: `-30..-120`, but `0-50` is two numbers. */
const signedNumber = /[-+][0-9]+(?:\.[0-9]+)?/uy;

/** Splits a text into tokens; white space between them is dropped. Never fails. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const token = tokenAt(text, at, tokens.at(-1)?.letter);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number, before: Letter | undefined): Token {
  const signed = before === "n" || before === "o" ? undefined : matchAt(signedNumber, text, start);
  if (signed !== undefined) return numberToken(signed, start);
  for (const { letter, pattern } of patterns) {
    const match = matchAt(pattern, text, start);
    if (match === undefined) continue;
    if (letter === "n") return numberToken(match, start);
    const refined = letter === "w" ? wordLetter(match) : letter;
    return { letter: refined, text: match, start, end: start + match.length };
  }
  return { letter: "?", text: text.slice(start), start, end: text.length };
}

function matchAt(pattern: RegExp, text: string, start: number): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0];
}

function numberToken(text: string, start: number): Token {
  const place = { text, start, end: start + text.length };
  const number = parseDecimal(text);
  return number === undefined ? { letter: "o", ...place } : { letter: "n", number, ...place };
}

function wordLetter(word: string): Letter {
  if (isOctetWord(word)) return "b";
  return words[word.toLowerCase()] ?? (isUnitWord(word) ? "u" : "w");
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/u.test(text.charAt(at))) at++;
  return at;
}

/** The numbers among tokens. */
export function numbersOf(tokens: readonly Token[]): readonly NumberPart[] {
  return tokens.flatMap(({ number, start, end }) => (number === undefined ? [] : [{ number, start, end }]));
}
