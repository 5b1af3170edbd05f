import { span } from "../../base/span.js";
import { endOfLine, isWhiteSpace, skipName, skipWhiteSpace } from "./characters.js";
import type { ProblemList } from "./problemList.js";
import { resolveReferences } from "./references.js";
import type { XmlAttribute } from "./tree.js";

/** An attribute, if one stands there, and where reading goes on. */
export interface ReadAttribute {
  readonly attribute: XmlAttribute | undefined;
  readonly end: number;
}

/** Reads the attribute at `at` (XML 1.0 §3.1); a value that lacks a quote ends at `>`, `<` or the end of the line. */
export function readAttribute(text: string, at: number, problems: ProblemList): ReadAttribute {
  const nameEnd = skipName(text, at);
  if (nameEnd === at) {
    problems.add("attribute-syntax", span(at, at + 1), "Remove this character, or close the tag with > before it.");
    return { attribute: undefined, end: at + 1 };
  }
  const name = text.slice(at, nameEnd);
  const nameSpan = span(at, nameEnd);
  const equals = skipWhiteSpace(text, nameEnd);
  if (text.charAt(equals) !== "=") {
    problems.add("attribute-syntax", nameSpan, `Give ${name} a value: ${name}="…".`);
    const valueSpan = span(nameEnd, nameEnd);
    return { attribute: { start: at, end: nameEnd, name, nameSpan, value: undefined, valueSpan }, end: nameEnd };
  }
  const value = readValue(text, skipWhiteSpace(text, equals + 1), name, problems);
  const valueSpan = span(value.start, value.end);
  const attribute = {
    start: at,
    end: value.next,
    name,
    nameSpan,
    value: resolveReferences(text.slice(value.start, value.end)),
    valueSpan,
  };
  return { attribute, end: value.next };
}

interface Value {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

function readValue(text: string, at: number, name: string, problems: ProblemList): Value {
  const quote = text.charAt(at);
  if (quote !== '"' && quote !== "'") {
    const end = endOfBareValue(text, at);
    problems.add("attribute-syntax", span(at, Math.max(end, at)), `Put the value of ${name} in quotes.`);
    return { start: at, end, next: end };
  }
  const start = at + 1;
  const line = endOfLine(text, start);
  let close = start;
  while (close < line && text.charAt(close) !== quote && text.charAt(close) !== "<") close++;
  if (text.charAt(close) === quote && !swallowsAttribute(text, start, close)) {
    return { start, end: close, next: close + 1 };
  }
  const end = endOfUnterminatedValue(text, start, line);
  problems.add("unterminated", span(at, end), `End the value of ${name} with ${quote}.`, {
    repair: { title: `Insert ${quote}`, span: span(end, end), text: quote },
  });
  return { start, end, next: end };
}

/** `"3 Name="`: the quote that was found opens the next attribute's value. */
function swallowsAttribute(text: string, start: number, close: number): boolean {
  return close > start && text.charAt(close - 1) === "=" && /\s/u.test(text.slice(start, close));
}

function endOfBareValue(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isWhiteSpace(text.charCodeAt(end)) && !"<>/\"'".includes(text.charAt(end))) end++;
  return end;
}

function endOfUnterminatedValue(text: string, start: number, line: number): number {
  let end = start;
  while (end < line && !"<>".includes(text.charAt(end))) end++;
  const gap = text.slice(start, end).search(/\s/u);
  return gap === -1 ? end : start + gap;
}
