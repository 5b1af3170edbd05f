import type { Span } from "../../base/span.js";
import { isXmlCharacter } from "./characters.js";
import { removal, replacement, type ProblemList } from "./problemList.js";

const predefined: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** A reference at an `&`: its end, and the text it stands for, undefined where it is none (XML 1.0 §4.1, §4.6). */
export interface Reference {
  readonly end: number;
  readonly value: string | undefined;
}

/** Reads the reference whose `&` is at `at` in a stretch of character data; without a `;` it is only the `&`. */
export function readReference(data: string, at: number): Reference {
  const end = endOfName(data, at);
  if (data.charAt(end) !== ";") return { end: at + 1, value: undefined };
  return { end: end + 1, value: resolve(data.slice(at + 1, end)) };
}

/** True if nothing but the beginning of a reference stands from the `&` at `at` to the end of the data. */
export function isReferenceBegun(data: string, at: number): boolean {
  return endOfName(data, at) === data.length;
}

function endOfName(data: string, at: number): number {
  let end = at + 1;
  while (isReferencePart(data.charCodeAt(end))) end++;
  return end;
}

/** ASCII letters, digits and `#`: nothing else can be part of a reference that means something without a DTD. */
function isReferencePart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 35;
}

function resolve(body: string): string | undefined {
  const digits = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/u.exec(body);
  if (digits === null) return predefined.get(body);
  const codePoint = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  return isXmlCharacter(codePoint) ? String.fromCodePoint(codePoint) : undefined;
}

/** The places of a stretch of character data where an `&` starts no reference, as offsets in the stretch. */
export function* badReferences(data: string): Generator<Span> {
  for (let at = data.indexOf("&"); at !== -1;) {
    const reference = readReference(data, at);
    if (reference.value === undefined) yield { start: at, end: reference.end };
    at = data.indexOf("&", reference.end);
  }
}

/** What to do about an `&` that starts no reference. */
export const ampersandAdvice = "Write &amp; for an ampersand.";

/**
 * Reports an `&` that starts no reference: an ampersand for certain. What looks like a reference was meant as one:
 * HTML's &nbsp; is not the text "&nbsp;".
 */
export function reportBadReference(reference: string, place: Span, problems: ProblemList): void {
  const ampersand = replacement({ start: place.start, end: place.start + 1 }, "&amp;");
  if (!/^&.+;$/u.test(reference)) {
    problems.add("bad-reference", place, ampersandAdvice, { repair: ampersand });
  } else if (/^&#[0-9x]/u.test(reference)) {
    const message = `Remove ${reference}; it stands for no character that XML allows.`;
    problems.add("unknown-reference", place, message, { repair: removal(place, reference) });
  } else {
    const message = `Write the character itself instead of ${reference}, which XML does not know, or &amp; for an ampersand.`;
    problems.add("unknown-reference", place, message, { repair: ampersand });
  }
}

/** Character data with its references resolved; a bad reference stays as it is written. */
export function resolveReferences(raw: string): string {
  let from = 0;
  let result = "";
  for (let at = raw.indexOf("&"); at !== -1; at = raw.indexOf("&", from)) {
    const reference = readReference(raw, at);
    result += raw.slice(from, at) + (reference.value ?? raw.slice(at, reference.end));
    from = reference.end;
  }
  return result + raw.slice(from);
}

/** Line ends as an XML parser reports them, a single line feed each (XML 1.0 §2.11). */
export function normalizeLineEnds(raw: string): string {
  return raw.includes("\r") ? raw.replace(/\r\n?/gu, "\n") : raw;
}

/** The value of an attribute as an XML parser reports it: white space as blanks, references resolved (XML 1.0 §3.3.3). */
export function attributeValue(raw: string): string {
  if (!/[&\t\r\n]/u.test(raw)) return raw;
  return resolveReferences(normalizeLineEnds(raw).replace(/[\t\n]/gu, " "));
}
