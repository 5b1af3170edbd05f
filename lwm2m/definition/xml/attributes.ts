import { span, type Span } from "../../base/span.js";
import { isWhiteSpace } from "./characters.js";
import { replacement, type ProblemList } from "./problemList.js";
import type { Reader } from "./reader.js";
import { attributeValue, badReferences, reportBadReference } from "./references.js";
import type { XmlAttribute } from "./tree.js";

const slash = 47;
const lessThan = 60;
const equalsSign = 61;
const greaterThan = 62;
const questionMark = 63;
const quotes: ReadonlyMap<number, Quote> = new Map([
  [34, '"'],
  [39, "'"],
]);

/** A quote that may enclose a value. */
export type Quote = '"' | "'";

/**
 * An attribute that was read, and what it lacks: its value, or the quote that ends it. That is left to the caller to
 * report, who knows how the tag goes on.
 */
export interface ReadAttribute {
  readonly attribute: XmlAttribute;
  readonly lacks: "value" | Quote | undefined;
}

/** True if a name, an equals sign and a quote stand at `at`: an attribute, whatever follows. */
export function attributeStarts(reader: Reader, at: number): boolean {
  const nameEnd = reader.skipName(at);
  if (nameEnd === at) return false;
  const equals = reader.skipWhiteSpace(nameEnd);
  return reader.code(equals) === equalsSign && quotes.has(reader.code(reader.skipWhiteSpace(equals + 1)));
}

/** Reads the attribute whose name starts at `at` (XML 1.0 §3.1). */
export function readAttribute(reader: Reader, at: number, problems: ProblemList): ReadAttribute {
  const nameSpan = span(at, reader.skipName(at));
  const name = reader.slice(at, nameSpan.end);
  const equals = reader.skipWhiteSpace(nameSpan.end);
  if (reader.code(equals) !== equalsSign) {
    const valueSpan = span(nameSpan.end, nameSpan.end);
    const attribute = { start: at, end: nameSpan.end, name, nameSpan, value: undefined, valueSpan };
    return { attribute, lacks: "value" };
  }
  const { valueSpan, end, missingQuote } = readValue(reader, reader.skipWhiteSpace(equals + 1), name, problems);
  const raw = reader.slice(valueSpan.start, valueSpan.end);
  for (const bad of badReferences(raw)) {
    const place = span(valueSpan.start + bad.start, valueSpan.start + bad.end);
    reportBadReference(raw.slice(bad.start, bad.end), place, problems);
  }
  const attribute = { start: at, end, name, nameSpan, value: attributeValue(raw), valueSpan };
  return { attribute, lacks: end === valueSpan.start ? "value" : missingQuote };
}

interface Value {
  readonly valueSpan: Span;
  /** Behind the closing quote. */
  readonly end: number;
  readonly missingQuote?: Quote;
}

function readValue(reader: Reader, at: number, name: string, problems: ProblemList): Value {
  const quote = quotes.get(reader.code(at));
  if (quote === undefined) return readBareValue(reader, at, name, problems);
  const start = at + 1;
  const close = reader.find(quote, start);
  const bracket = reader.find("<", start);
  if (close < bracket) {
    if (!swallowsAttribute(reader, start, close)) return { valueSpan: span(start, close), end: close + 1 };
  } else if (close < reader.length && isLineWithQuote(reader, start, close)) {
    problems.add("stray-angle-bracket", span(bracket, bracket + 1), "Write &lt; for a less-than sign.", {
      repair: replacement(span(bracket, bracket + 1), "&lt;"),
    });
    return { valueSpan: span(start, close), end: close + 1 };
  }
  const end = endOfUnterminatedValue(reader, start, Math.min(close, bracket));
  return { valueSpan: span(start, end), end, missingQuote: quote };
}

/** A value without quotes ends where a quoted one would be followed by something else. */
function readBareValue(reader: Reader, at: number, name: string, problems: ProblemList): Value {
  let end = at;
  while (!endsBareValue(reader, end)) end++;
  const valueSpan = span(at, end);
  if (end > at) {
    problems.add("attribute-syntax", valueSpan, `Put the value of ${name} in quotes.`, {
      repair: replacement(valueSpan, `"${reader.slice(at, end)}"`, "Put it in quotes"),
    });
  }
  return { valueSpan, end };
}

function endsBareValue(reader: Reader, at: number): boolean {
  const code = reader.code(at);
  return code === lessThan || quotes.has(code) || endsAttribute(reader, at);
}

/** True if what stands behind a closing quote is what XML allows there. */
function endsAttribute(reader: Reader, at: number): boolean {
  const code = reader.code(at);
  if (Number.isNaN(code) || isWhiteSpace(code) || code === greaterThan) return true;
  return (code === slash || code === questionMark) && reader.code(at + 1) === greaterThan;
}

/** `"3 Name="…`: the quote that was found opens the next attribute's value. */
function swallowsAttribute(reader: Reader, start: number, close: number): boolean {
  if (endsAttribute(reader, close + 1)) return false;
  const last = reader.trimEnd(start, close) - 1;
  return last > start && reader.code(last) === equalsSign && nextAttribute(reader, start, close) < close;
}

/** A value with a `<` in it that is closed on the same line, before the tag is. */
function isLineWithQuote(reader: Reader, start: number, close: number): boolean {
  return (
    close < reader.endOfLine(start) &&
    close < reader.find(">", start) &&
    endsAttribute(reader, close + 1) &&
    reader.code(reader.trimEnd(start, close) - 1) !== equalsSign
  );
}

/** An unterminated value ends at the next attribute, at `>`, at `<` or at the end of the line. */
function endOfUnterminatedValue(reader: Reader, start: number, limit: number): number {
  const end = Math.min(limit, reader.find(">", start), reader.endOfLine(start));
  return reader.trimEnd(start, nextAttribute(reader, start, end));
}

/** Where an attribute starts behind white space in a stretch; its end if none does. */
function nextAttribute(reader: Reader, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (!isWhiteSpace(reader.code(at))) continue;
    at = reader.skipWhiteSpace(at);
    const nameEnd = reader.skipName(at);
    if (nameEnd > at && at < end && reader.code(reader.skipWhiteSpace(nameEnd)) === equalsSign) return at;
    at = Math.max(nameEnd, at) - 1;
  }
  return end;
}
