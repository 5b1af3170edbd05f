import { toUtf8 } from "../base/bytes.js";
import { quote } from "../base/quote.js";
import type { Item, ItemPair, ReadItem } from "./item.js";
import { itemOfWord } from "./jsonWord.js";
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

/** A number, true, false, null, or a word that is none of them. */
function readWord(cursor: Cursor): Item | undefined {
  const offset = cursor.pos;
  while (isWordByte(cursor.bytes[cursor.pos])) cursor.pos++;
  const word = toUtf8(cursor.bytes.subarray(offset, cursor.pos)) ?? "";
  if (word === "") {
    stop(cursor, offset, "A JSON value is expected here.");
    return undefined;
  }
  return itemOfWord(word, offset, (message) => {
    note(cursor, offset, message);
  });
}

/** Letters, digits, and what numbers have besides. */
function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isDigitOrDot = byte >= 0x2d && byte <= 0x39 && byte !== 0x2f;
  return isDigitOrDot || byte === 0x2b || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
