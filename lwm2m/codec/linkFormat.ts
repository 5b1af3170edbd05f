import { quote } from "../base/quote.js";
import { isOnceInLink, linkAttributeProblem } from "./linkAttributes.js";
import { note } from "./reading.js";

/** A link of RFC 6690: `</3/0>;ver=1.1`. */
export interface Link {
  /** What stands between the angle brackets. */
  readonly target: string;
  readonly attributes: readonly LinkAttribute[];
}

export interface LinkAttribute {
  readonly name: string;
  /** Without its quotation marks; undefined for a name alone. */
  readonly value?: string;
}

/** A place that is not in the grammar; counted in UTF-16 code units of the text. */
export interface LinkProblem {
  readonly offset: number;
  readonly message: string;
}

export interface ParsedLinks {
  readonly links: readonly Link[];
  readonly problems: readonly LinkProblem[];
}

interface Cursor {
  readonly text: string;
  pos: number;
  /** True once a quotation mark has been found that nothing closes: no later one is searched for its other half. */
  isUnclosed: boolean;
  readonly problems: LinkProblem[];
}

/** No device has that many objects, instances and resources; a longer list is cut. */
const maximumLinks = 20_000;

/**
 * Reads a list of links (RFC 6690 §2). Blanks around links and attributes are taken as they are, because devices send
 * them. Behind a broken link the reading goes on with the next one.
 */
export function parseLinks(text: string): ParsedLinks {
  const cursor: Cursor = { text, pos: 0, isUnclosed: false, problems: [] };
  const links: Link[] = [];
  skipBlanks(cursor);
  if (cursor.pos === text.length) return { links, problems: [] };
  do {
    if (links.length === maximumLinks) {
      note(cursor, cursor.pos, `The list has more than ${maximumLinks} links; the rest is not read.`);
      break;
    }
    const link = readLink(cursor);
    if (link !== undefined) links.push(link);
  } while (accept(cursor, ","));
  return { links, problems: cursor.problems };
}

function skipBlanks(cursor: Cursor): void {
  match(cursor, /\s*/uy);
}

/** The text that a pattern takes from here on. */
function match(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.pos;
  const found = pattern.exec(cursor.text)?.[0] ?? "";
  cursor.pos += found.length;
  return found;
}

/** Passes over a character, and the blanks around it, if it comes next. */
function accept(cursor: Cursor, character: string): boolean {
  skipBlanks(cursor);
  if (cursor.text[cursor.pos] !== character) return false;
  cursor.pos++;
  skipBlanks(cursor);
  return true;
}

function readLink(cursor: Cursor): Link | undefined {
  const start = cursor.pos;
  const target = readTarget(cursor);
  if (target === undefined) {
    const skipped = skipLink(cursor);
    const what = skipped === "" ? "A link is missing here" : `${quote(skipped)} is no link`;
    note(cursor, start, `${what}; a link starts with a path in angle brackets.`);
    return undefined;
  }
  const attributes: LinkAttribute[] = [];
  const names = new Set<string>();
  while (accept(cursor, ";")) {
    const attributeStart = cursor.pos;
    const attribute = readAttribute(cursor, target);
    if (attribute === undefined) continue;
    attributes.push(attribute);
    if (names.has(attribute.name) && isOnceInLink(target, attribute.name)) {
      note(cursor, attributeStart, `${attribute.name} is there twice in one link; it may be there once.`);
    }
    names.add(attribute.name);
  }
  const end = cursor.pos;
  const rest = skipLink(cursor).trim();
  if (rest !== "") note(cursor, end, `${quote(rest)} follows the link; a semicolon or a comma is expected here.`);
  return { target, attributes };
}

function readTarget(cursor: Cursor): string | undefined {
  const start = cursor.pos;
  const target = match(cursor, /<[^<>]*>/uy);
  if (target !== "") return target.slice(1, -1);
  const open = match(cursor, /<[^<>,;]*/uy);
  if (open === "") return undefined;
  note(cursor, start, `${quote(open)} has no closing angle bracket.`);
  return open.slice(1).trim();
}

/** Passes over what is left of a link, up to the comma that ends it. */
function skipLink(cursor: Cursor): string {
  const start = cursor.pos;
  for (;;) {
    match(cursor, /[^",]*/uy);
    if (cursor.text[cursor.pos] !== '"') return cursor.text.slice(start, cursor.pos);
    if (readQuoted(cursor) === undefined) cursor.pos++;
  }
}

/** A text between quotation marks, without them and the backslashes of its escapes; undefined if nothing closes it. */
function readQuoted(cursor: Cursor): string | undefined {
  const { text, pos } = cursor;
  if (cursor.isUnclosed) return undefined;
  let end = pos + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  cursor.isUnclosed = end >= text.length;
  if (cursor.isUnclosed) return undefined;
  cursor.pos = end + 1;
  return text.slice(pos + 1, end).replaceAll(/\\([^])/gu, "$1");
}

function readAttribute(cursor: Cursor, target: string): LinkAttribute | undefined {
  const start = cursor.pos;
  const name = match(cursor, /[\w!#$&+.^`|~-]+\*?/uy);
  if (name === "") {
    const found = match(cursor, /[^;,]*/uy);
    const what = found === "" ? "An attribute is missing here." : `${quote(found)} is no attribute.`;
    note(cursor, start, what);
    return undefined;
  }
  const isAlone = !accept(cursor, "=");
  const value = isAlone ? undefined : readAttributeValue(cursor);
  const isMissing = !isAlone && value === undefined;
  const problem = isMissing ? `A value is missing behind ${name}=.` : linkAttributeProblem(target, name, value);
  if (problem !== undefined) note(cursor, isMissing ? cursor.pos : start, problem);
  return isAlone ? { name } : { name, value: value ?? "" };
}

/** What stands without quotation marks (`ptoken` in RFC 6690 §2); `</` is rather the next link, without its comma. */
const plainValue = /(?:[^\s",;<\\]|<(?!\/))+/uy;

function readAttributeValue(cursor: Cursor): string | undefined {
  const start = cursor.pos;
  if (cursor.text[start] !== '"') {
    const token = match(cursor, plainValue);
    return token === "" ? undefined : token;
  }
  const quoted = readQuoted(cursor);
  if (quoted !== undefined) return quoted;
  const open = match(cursor, /"[^",;]*/uy);
  note(cursor, start, `${quote(open)} has no closing quotation mark.`);
  return open.slice(1);
}

/** Attributes with quotation marks even where they need none (RFC 6690 §2, RFC 8288; `uri`: LwM2M TS 1.2 §5.1.2). */
const quotedNames: ReadonlySet<string> = new Set(["rt", "if", "title", "anchor", "rel", "rev", "uri"]);

/** The links as a payload has them; values in quotation marks where they need them or usually have them. */
export function printLinks(links: readonly Link[]): string {
  return links.map(({ target, attributes }) => `<${target}>${attributes.map(printAttribute).join("")}`).join(",");
}

function printAttribute({ name, value }: LinkAttribute): string {
  if (value === undefined) return `;${name}`;
  const needsNone = /^[\w!#$%&'()*+./:=?@[\]^`{|}~-]+$/u.test(value) && !quotedNames.has(name);
  return `;${name}=${needsNone ? value : `"${value.replaceAll(/["\\]/gu, "\\$&")}"`}`;
}
