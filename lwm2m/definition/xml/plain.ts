import { span } from "../../base/span.js";
import type { ElementBuilder, NodeBuilder } from "./building.js";
import { isWhiteSpace, skipWhiteSpace } from "./characters.js";
import { checkDeclaration } from "./declaration.js";
import { suspicious } from "./forbidden.js";
import { readTagEnd } from "./plainAttributes.js";
import { nameTable, skipPlainName, type NameTable } from "./plainNames.js";
import { badReferences } from "./references.js";
import type { XmlCData, XmlDocument, XmlVocabulary } from "./tree.js";

/**
 * The short way for what nearly every file is: well-formed XML without anything unusual in it. It knows no mending and
 * reports nothing; where it meets what it does not know it gives up, and the parser proper begins from the start.
 * Every code unit is looked at a few times at most, as each kind of search goes through the text once.
 */

/** Deeper, longer or with more nodes is not plain; the parser proper says what is too much. */
const maximumDepth = 64;
const maximumNodes = 100_000;

const slash = 47;
const lessThan = 60;
const greaterThan = 62;
const questionMark = 63;
const exclamationMark = 33;

interface Reading {
  readonly text: string;
  readonly names: NameTable;
  readonly nodes: NodeBuilder[];
  /** The innermost open element. */
  current: ElementBuilder | undefined;
  depth: number;
  root: ElementBuilder | undefined;
  at: number;
  size: number;
  /** The next `&` and the next `]]>` at or behind the last text; the length of the text if there is none. */
  ampersand: number;
  sectionEnd: number;
}

/** The tree of a text that is well-formed and plain; undefined for any other. The vocabulary only names what is usual. */
export function parsePlain(text: string, vocabulary: XmlVocabulary): XmlDocument | undefined {
  if (suspicious.test(text)) return undefined;
  const at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const names = nameTable(vocabulary);
  const nodes: NodeBuilder[] = [];
  const start = { current: undefined, depth: 0, root: undefined, at, size: 0, ampersand: -1, sectionEnd: -1 };
  const reading: Reading = { text, names, nodes, ...start };
  while (reading.at < text.length) {
    if (!readNext(reading) || reading.size > maximumNodes) return undefined;
  }
  const { root, current } = reading;
  return current !== undefined || root === undefined ? undefined : { text, nodes, root, problems: [] };
}

/** Reads text and the markup behind it; false if it is not plain. */
function readNext(reading: Reading): boolean {
  const { text, at } = reading;
  const found = text.indexOf("<", at);
  const bracket = found === -1 ? text.length : found;
  if (bracket > at && !readText(reading, at, bracket)) return false;
  reading.at = bracket;
  if (found === -1) return true;
  switch (text.charCodeAt(bracket + 1)) {
    case slash:
      return readEndTag(reading);
    case exclamationMark:
      return text.startsWith("<!--", bracket) ? readComment(reading) : readCData(reading);
    case questionMark:
      return readDeclaration(reading);
    default:
      return readStartTag(reading);
  }
}

function add(reading: Reading, node: NodeBuilder): void {
  reading.size++;
  (reading.current?.children ?? reading.nodes).push(node);
}

/** Outside the root element only white space is plain; inside, all that is neither a bad reference nor `]]>`. */
function readText(reading: Reading, start: number, end: number): boolean {
  if (reading.current === undefined ? skipWhiteSpace(reading.text, start) < end : !isPlainText(reading, start, end)) {
    return false;
  }
  add(reading, { kind: "text", start, end });
  return true;
}

function isPlainText(reading: Reading, start: number, end: number): boolean {
  const { text } = reading;
  if (reading.sectionEnd < start) reading.sectionEnd = offsetOf(text, "]]>", start);
  if (reading.ampersand < start) reading.ampersand = offsetOf(text, "&", start);
  if (reading.sectionEnd < end) return false;
  return reading.ampersand >= end || badReferences(text.slice(start, end)).next().done === true;
}

function offsetOf(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found === -1 ? text.length : found;
}

function readEndTag(reading: Reading): boolean {
  const { text, at, current: element } = reading;
  const end = element === undefined ? 0 : endOfEndTag(text, at, element.name);
  if (element === undefined || end === 0) return false;
  reading.current = element.parent;
  reading.depth--;
  element.closeStart = at;
  element.end = end;
  reading.at = end;
  return true;
}

/** Where the end tag `</name>` at `at` ends; 0 if there is none. */
function endOfEndTag(text: string, at: number, name: string): number {
  if (text.charCodeAt(at) !== lessThan || text.charCodeAt(at + 1) !== slash) return 0;
  if (!text.startsWith(name, at + 2)) return 0;
  const close = skipWhiteSpace(text, at + 2 + name.length);
  return text.charCodeAt(close) === greaterThan ? close + 1 : 0;
}

function readStartTag(reading: Reading): boolean {
  const { text, at: start, names, current: parent } = reading;
  const nameEnd = skipPlainName(text, start + 1);
  if (nameEnd === start + 1 || (parent === undefined && reading.root !== undefined)) return false;
  const name = names.read(text, start + 1, nameEnd);
  const nameSpan = span(start + 1, nameEnd);
  const tag = readTagEnd(text, { name, nameSpan, isRoot: parent === undefined });
  if (tag === undefined) return false;
  const { attributes, end: openEnd, selfClosing } = tag;
  const leaf = selfClosing ? undefined : readLeaf(reading, name, openEnd);
  const element: ElementBuilder = {
    kind: "element",
    name,
    nameSpan,
    start,
    openEnd,
    closeStart: leaf?.closeStart,
    end: leaf?.end ?? openEnd,
    selfClosing,
    attributes,
    children: leaf?.children ?? [],
    parent,
    damaged: false,
    isReported: false,
  };
  add(reading, element);
  reading.root ??= element;
  reading.at = element.end;
  reading.size += attributes.length + element.children.length;
  if (selfClosing || leaf !== undefined) return true;
  reading.current = element;
  reading.depth++;
  return reading.depth <= maximumDepth;
}

interface Leaf {
  readonly children: NodeBuilder[];
  readonly closeStart: number;
  readonly end: number;
}

/** What stands in an element up to its end tag, if that is one text, one CDATA section or nothing. */
function readLeaf(reading: Reading, name: string, start: number): Leaf | undefined {
  const { text } = reading;
  const bracket = text.indexOf("<", start);
  if (bracket === -1) return undefined;
  if (bracket > start || text.charCodeAt(bracket + 1) === slash) {
    const end = endOfEndTag(text, bracket, name);
    if (end === 0 || (bracket > start && !isPlainText(reading, start, bracket))) return undefined;
    return { children: bracket > start ? [{ kind: "text", start, end: bracket }] : [], closeStart: bracket, end };
  }
  const section = cdataAt(text, start);
  const end = section === undefined ? 0 : endOfEndTag(text, section.end, name);
  return section === undefined || end === 0 ? undefined : { children: [section], closeStart: section.end, end };
}

function cdataAt(text: string, start: number): XmlCData | undefined {
  if (!text.startsWith("<![CDATA[", start)) return undefined;
  const content = start + "<![CDATA[".length;
  const end = text.indexOf("]]>", content);
  return end === -1 ? undefined : { kind: "cdata", start, end: end + "]]>".length, contentSpan: span(content, end) };
}

function readCData(reading: Reading): boolean {
  const section = cdataAt(reading.text, reading.at);
  if (section === undefined || reading.current === undefined) return false;
  add(reading, section);
  reading.at = section.end;
  return true;
}

function readComment(reading: Reading): boolean {
  const { text, at: start } = reading;
  const content = start + "<!--".length;
  const hyphens = text.indexOf("--", content);
  if (hyphens === -1 || text.charCodeAt(hyphens + 2) !== greaterThan) return false;
  reading.at = hyphens + "-->".length;
  add(reading, { kind: "comment", start, end: reading.at, contentSpan: span(content, hyphens) });
  return true;
}

/** Of all processing instructions only the XML declaration is plain. */
function readDeclaration(reading: Reading): boolean {
  const { text, at: start, nodes } = reading;
  const end = text.indexOf("?>", start) + "?>".length;
  const isDeclaration = nodes.length === 0 && end > start && isWhiteSpace(text.charCodeAt(start + "<?xml".length));
  if (!isDeclaration || !text.startsWith("<?xml", start)) return false;
  if (checkDeclaration(text.slice(start, end), start) !== undefined) return false;
  reading.at = end;
  add(reading, { kind: "instruction", start, end, target: "xml" });
  return true;
}
