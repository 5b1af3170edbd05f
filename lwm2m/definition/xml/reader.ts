import { isAsciiLetter, isNamePartAt, isNameStartAt, isWhiteSpace } from "./characters.js";

/**
 * The only way by which the parser looks at the text. It counts every code unit it visits, so that a test can show
 * that the work grows with the length of the text and not faster.
 */
export class Reader {
  readonly #text: string;
  /** Where each terminator was searched last, and what was found, so that no stretch is searched twice for it. */
  readonly #searches = new Map<string, Search>();
  #steps = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Code units visited so far. */
  get steps(): number {
    return this.#steps;
  }

  get length(): number {
    return this.#text.length;
  }

  /** The code unit at an offset; NaN behind the end. */
  code(at: number): number {
    this.#steps++;
    return this.#text.charCodeAt(at);
  }

  /** The code point at an offset, or the half of a surrogate pair that stands alone there; NaN behind the end. */
  codePoint(at: number): number {
    this.#steps++;
    return this.#text.codePointAt(at) ?? NaN;
  }

  /** True if `expected` stands at an offset. */
  has(expected: string, at: number): boolean {
    this.#steps += expected.length;
    return this.#text.startsWith(expected, at);
  }

  slice(start: number, end: number): string {
    this.#steps += Math.max(0, end - start);
    return this.#text.slice(start, end);
  }

  /** The offset of `wanted` at or behind `from`, or the length of the text if there is none. */
  find(wanted: string, from: number): number {
    let search = this.#searches.get(wanted);
    if (search === undefined) this.#searches.set(wanted, (search = { from: 0, found: -1 }));
    if (search.from <= from && from <= search.found) return search.found;
    const index = this.#text.indexOf(wanted, from);
    search.from = from;
    search.found = index === -1 ? this.#text.length : index;
    this.#steps += Math.max(1, search.found - from);
    return search.found;
  }

  /** True if a name may start at an offset. */
  startsName(at: number): boolean {
    this.#steps++;
    return isNameStartAt(this.#text, at) > 0;
  }

  /** The end of the name that starts at `from`; `from` itself if none does (XML 1.0 §2.3). */
  skipName(from: number): number {
    let at = skipLetters(this.#text, from);
    let width = at > from ? isNamePartAt(this.#text, at) : isNameStartAt(this.#text, from);
    while (width > 0) {
      at += width;
      width = isNamePartAt(this.#text, at);
    }
    this.#steps += at - from + 1;
    return at;
  }

  /** The offset of the first character at or behind `from` that is no white space. */
  skipWhiteSpace(from: number): number {
    let at = from;
    while (isWhiteSpace(this.#text.charCodeAt(at))) at++;
    this.#steps += at - from + 1;
    return at;
  }

  /** The end of the stretch from `start` to `end` without the white space at its end. */
  trimEnd(start: number, end: number): number {
    let at = end;
    while (at > start && isWhiteSpace(this.#text.charCodeAt(at - 1))) at--;
    this.#steps += end - at + 1;
    return at;
  }

  /** The end of the line that `from` stands in, before its line end characters. */
  endOfLine(from: number): number {
    return Math.min(this.find("\n", from), this.find("\r", from));
  }

  /** The first match of a pattern that looks at one character at a time, or -1. */
  search(characters: RegExp): number {
    this.#steps += this.#text.length;
    return this.#text.search(characters);
  }
}

/** The end of the ASCII letters that start at `from`: most names are nothing else. */
function skipLetters(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); isAsciiLetter(code); code = text.charCodeAt(at)) at++;
  return at;
}

interface Search {
  from: number;
  found: number;
}
