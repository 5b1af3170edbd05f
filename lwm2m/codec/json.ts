import { toUtf8 } from "../base/bytes.js";
import { quote } from "../base/quote.js";
import type { Item, ItemPair, ReadItem } from "./item.js";
import { mayBegin, note, readingResult, startReading, stop, type Reading } from "./reading.js";

interface Cursor extends Reading {
  readonly bytes: Uint8Array;
}

/**
 * Reads one JSON value (RFC 8259) from bytes, with the place of each part and integers of any size without loss, which
 * `JSON.parse` has neither of. Slips that leave no doubt what was meant are problems and do not end the reading.
 */
export function readJson(bytes: Uint8Array): ReadItem {
  const cursor: Cursor = { ...startReading(), bytes };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    note(cursor, 0, "JSON in a message has no byte order mark.");
    cursor.pos = 3;
  }
  const item = readValue(cursor, 0);
  skipBlanks(cursor);
  return readingResult(cursor, item);
}

const code = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

function skipBlanks(cursor: Cursor): void {
  for (;;) {
    const byte = cursor.bytes[cursor.pos];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
    cursor.pos++;
  }
}

/** Passes over a byte if it comes next. */
function accept(cursor: Cursor, byte: number): boolean {
  skipBlanks(cursor);
  const isNext = cursor.bytes[cursor.pos] === byte;
  if (isNext) cursor.pos++;
  return isNext;
}

function readValue(cursor: Cursor, depth: number): Item | undefined {
  skipBlanks(cursor);
  const offset = cursor.pos;
  const first = cursor.bytes[offset];
  if (first === undefined) {
    stop(cursor, offset, "The payload ends where a JSON value is expected.");
    return undefined;
  }
  if (!mayBegin(cursor, offset, depth)) return undefined;
  if (first === code.quote) return readString(cursor);
  if (first === code.openBracket) return readArray(cursor, depth);
  if (first === code.openBrace) return readObject(cursor, depth);
  return readWord(cursor);
}

function readArray(cursor: Cursor, depth: number): Item {
  const offset = cursor.pos++;
  const items: Item[] = [];
  readMembers(cursor, code.closeBracket, () => {
    const item = readValue(cursor, depth + 1);
    if (item !== undefined) items.push(item);
  });
  return { offset, kind: "array", items };
}

function readObject(cursor: Cursor, depth: number): Item {
  const offset = cursor.pos++;
  const pairs: ItemPair[] = [];
  readMembers(cursor, code.closeBrace, () => {
    skipBlanks(cursor);
    if (cursor.bytes[cursor.pos] !== code.quote) {
      stop(cursor, cursor.pos, "A name in quotation marks is expected here.");
      return;
    }
    const key = readString(cursor);
    if (key === undefined) return;
    if (!accept(cursor, code.colon)) {
      stop(cursor, cursor.pos, "A colon is expected here.");
      return;
    }
    const value = readValue(cursor, depth + 1);
    if (value !== undefined) pairs.push({ key, value });
  });
  return { offset, kind: "map", pairs };
}

/** Reads what stands between brackets or braces, the first of which has been passed. */
function readMembers(cursor: Cursor, close: number, readMember: () => void): void {
  if (accept(cursor, close)) return;
  do readMember();
  while (passComma(cursor, close));
}

/** True if another member follows; else the end of the members has been passed. */
function passComma(cursor: Cursor, close: number): boolean {
  if (cursor.isOver || accept(cursor, close)) return false;
  const comma = cursor.pos;
  if (!accept(cursor, code.comma)) {
    stop(cursor, comma, `A comma or ${String.fromCharCode(close)} is expected here.`);
    return false;
  }
  const isLast = accept(cursor, close);
  if (isLast) note(cursor, comma, "This comma has nothing behind it.");
  return !isLast;
}

function readString(cursor: Cursor): Item | undefined {
  const offset = cursor.pos++;
  const start = cursor.pos;
  let hasEscapes = false;
  let control = -1;
  for (;;) {
    const byte = cursor.bytes[cursor.pos];
    if (byte === undefined) {
      stop(cursor, offset, "This text has no quotation mark at its end.");
      return undefined;
    }
    if (byte === code.quote) break;
    if (byte < 0x20 && control < 0) control = cursor.pos;
    if (byte === code.backslash) {
      hasEscapes = true;
      cursor.pos++;
    }
    cursor.pos++;
  }
  const bytes = cursor.bytes.slice(start, cursor.pos++);
  if (control >= 0) note(cursor, control, "A control character stands in a text without being escaped.");
  const text = toUtf8(bytes);
  if (text === undefined) {
    note(cursor, offset, "This text is not UTF-8; it is taken as bytes.");
    return { offset, kind: "bytes", value: bytes };
  }
  const value = hasEscapes ? unescape(text, cursor, offset) : text;
  if (hasEscapes && /\p{Surrogate}/u.test(value)) {
    note(cursor, offset, "An escape in this text is half of a character of 32 bits.");
  }
  return { offset, kind: "text", value };
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

function unescape(text: string, cursor: Cursor, offset: number): string {
  return text.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|([^]))/gu,
    (whole, hex: string | undefined, letter: string | undefined) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      const meant = escapes[letter ?? ""];
      if (meant === undefined) note(cursor, offset, `${quote(whole)} in this text is no escape of JSON.`);
      return meant ?? whole;
    },
  );
}

/** A longer integer fits no 64 bits by far, and reading it takes more than linear time. */
const longestInteger = 40;

/** A number, true, false, null, or a word that is none of them. */
function readWord(cursor: Cursor): Item | undefined {
  const offset = cursor.pos;
  while (isWordByte(cursor.bytes[cursor.pos])) cursor.pos++;
  const word = toUtf8(cursor.bytes.subarray(offset, cursor.pos)) ?? "";
  if (word === "") {
    stop(cursor, offset, "A JSON value is expected here.");
    return undefined;
  }
  if (word === "true" || word === "false") return { offset, kind: "boolean", value: word === "true" };
  if (word === "null") return { offset, kind: "null" };
  const number = /^(-?(?:0|[1-9]\d*))(\.\d+)?([eE][+-]?\d+)?$/u.exec(word);
  if (number === null) return meantWord(cursor, word, offset);
  const isInteger = number[2] === undefined && number[3] === undefined && word !== "-0";
  const value = Number(word);
  if (isInteger && word.length <= longestInteger) {
    return { offset, kind: "integer", value: Number.isSafeInteger(value) ? value : BigInt(word) };
  }
  const whole = Number.isInteger(value) ? wholeNumberOf(number) : undefined;
  const isExact = whole === undefined || (whole !== false && Number.isSafeInteger(value));
  return { offset, kind: "float", value, ...(isExact ? {} : { whole }) };
}

/** What programs that print JSON themselves write: `nan`, `-inf`, `True`, `+5`, `.5`, `007`. */
function meantWord(cursor: Cursor, word: string, offset: number): Item {
  const lower = word.toLowerCase();
  const special = /^([+-]?)(?:(nan)|inf(?:inity)?)$/u.exec(lower);
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/u.test(lower);
  if (special !== null || isNumber) {
    const value =
      special === null ? Number(word) : special[2] === "nan" ? Number.NaN : Number(`${special[1] ?? ""}Infinity`);
    note(cursor, offset, `${quote(word)} is no JSON value; the number ${String(value)} is assumed.`);
    return {
      offset,
      kind: "float",
      value,
      ...(Number.isSafeInteger(value) || !Number.isInteger(value) ? {} : { whole: false }),
    };
  }
  if (lower === "true" || lower === "false") {
    note(cursor, offset, `${quote(word)} is no JSON value; ${lower} is assumed.`);
    return { offset, kind: "boolean", value: lower === "true" };
  }
  note(cursor, offset, `${quote(word)} is no JSON value.`);
  return { offset, kind: "null" };
}

/**
 * The whole number of decimal digits with a fraction or an exponent, `1.8446744073709551615e19`; false if it is none, and
 * undefined if it is far beyond 64 bits.
 */
function wholeNumberOf([, integer = "", fraction = "", exponent = ""]: readonly string[]): bigint | false | undefined {
  const digits = (integer + fraction.slice(1)).replace(/^(-?)0+/u, "$1");
  const significant = withoutZerosAtEnd(digits);
  if (significant === "" || significant === "-") return 0n;
  const decimals = Math.max(0, fraction.length - 1);
  const zeros = Number(exponent.slice(1)) - decimals + digits.length - significant.length;
  if (zeros < 0) return false;
  if (significant.length + zeros > longestInteger) return undefined;
  return BigInt(significant) * 10n ** BigInt(zeros);
}

/** In one pass, which no pattern that ends in zeros makes. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end--;
  return digits.slice(0, end);
}

/** Letters, digits, and what numbers have besides. */
function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isDigitOrDot = byte >= 0x2d && byte <= 0x39 && byte !== 0x2f;
  return isDigitOrDot || byte === 0x2b || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
