import { span, type Span } from "../../base/span.js";
import { skipWhiteSpace } from "./characters.js";
import { NamespaceScope } from "./namespaces.js";
import { skipPlainName } from "./plainNames.js";
import { ProblemList } from "./problemList.js";
import { attributeValue, badReferences } from "./references.js";
import type { XmlAttribute } from "./tree.js";

/** A tag with more attributes is not plain: each name is compared with those before it. */
const maximumAttributes = 8;

const colon = 58;
const equalsSign = 61;
const slash = 47;
const greaterThan = 62;
const quotes: ReadonlyMap<number, string> = new Map([
  [34, '"'],
  [39, "'"],
]);

/** The name of a start tag. Only the root may declare prefixes and use them, so that they hold in all of the text. */
export interface PlainTagName {
  readonly name: string;
  readonly nameSpan: Span;
  readonly isRoot: boolean;
}

export interface PlainTagEnd {
  readonly attributes: readonly XmlAttribute[];
  readonly selfClosing: boolean;
  /** Behind the `>`. */
  readonly end: number;
}

const none: readonly XmlAttribute[] = [];

/** What follows the name of a start tag up to its `>`; undefined if it is not plain. */
export function readTagEnd(text: string, tag: PlainTagName): PlainTagEnd | undefined {
  const { nameSpan, isRoot } = tag;
  if (text.charCodeAt(nameSpan.end) === greaterThan)
    return { attributes: none, selfClosing: false, end: nameSpan.end + 1 };
  const attributes: XmlAttribute[] = [];
  for (let at = nameSpan.end; attributes.length <= maximumAttributes;) {
    const next = skipWhiteSpace(text, at);
    const code = text.charCodeAt(next);
    const selfClosing = code === slash;
    if (selfClosing || code === greaterThan) {
      const end = selfClosing ? next + 1 : next;
      if (text.charCodeAt(end) !== greaterThan || !areNamesSound(tag, attributes)) return undefined;
      return { attributes, selfClosing, end: end + 1 };
    }
    const attribute = next === at ? undefined : readAttribute(text, next, isRoot);
    if (attribute === undefined || attributes.some(({ name }) => name === attribute.name)) return undefined;
    attributes.push(attribute);
    at = attribute.end;
  }
  return undefined;
}

function readAttribute(text: string, start: number, isRoot: boolean): XmlAttribute | undefined {
  const nameEnd = endOfName(text, start, isRoot);
  const equals = skipWhiteSpace(text, nameEnd);
  if (nameEnd === start || text.charCodeAt(equals) !== equalsSign) return undefined;
  const open = skipWhiteSpace(text, equals + 1);
  const quote = quotes.get(text.charCodeAt(open));
  const close = quote === undefined ? -1 : text.indexOf(quote, open + 1);
  if (close === -1) return undefined;
  const raw = text.slice(open + 1, close);
  if (raw.includes("<") || badReferences(raw).next().done !== true) return undefined;
  const name = text.slice(start, nameEnd);
  if (name === "xmlns" && !isRoot) return undefined;
  const nameSpan = span(start, nameEnd);
  return { start, end: close + 1, name, nameSpan, value: attributeValue(raw), valueSpan: span(open + 1, close) };
}

/** The end of a name, which may have a prefix in the root. */
function endOfName(text: string, start: number, isRoot: boolean): number {
  const end = skipPlainName(text, start);
  if (!isRoot || end === start || text.charCodeAt(end) !== colon) return end;
  const local = skipPlainName(text, end + 1);
  return local === end + 1 ? start : local;
}

function areNamesSound(tag: PlainTagName, attributes: readonly XmlAttribute[]): boolean {
  if (!tag.isRoot) return true;
  const problems = new ProblemList();
  const scope = new NamespaceScope();
  const named = { name: tag.name, nameSpan: tag.nameSpan, attributes };
  scope.enter(named);
  scope.check(named, problems);
  return problems.count === 0;
}
