import { span, touches, type Span } from "../../../lwm2m/base/span.js";
import type { DefinitionFile } from "../../../lwm2m/definition/definitionFile.js";
import { elementFacts, type ElementFacts } from "../../../lwm2m/definition/structure.js";
import { trimmed } from "../../../lwm2m/definition/xml/characters.js";
import { contentSpan, nodeAt } from "../../../lwm2m/definition/xml/query.js";
import type { XmlAttribute, XmlElement } from "../../../lwm2m/definition/xml/tree.js";
import { containerAt, withBlanks } from "../container.js";

/** What a proposal would replace: up to the caret when it is inserted, the whole word when it replaces. */
export interface Word {
  readonly insert: Span;
  readonly replace: Span;
}

/** What may be completed at a caret. `file` is the file as it is without the half-typed tag. */
export type CompletionContext =
  | ({ readonly kind: "empty"; readonly file: DefinitionFile; readonly hasBracket: boolean } & Word)
  | ({
      readonly kind: "element";
      readonly file: DefinitionFile;
      readonly container: XmlElement;
      readonly facts: ElementFacts;
      /** The `<` is already there. */
      readonly hasBracket: boolean;
      /** The tag goes on behind its name, so that only the name is to be written. */
      readonly isNameOnly: boolean;
    } & Word)
  | ({ readonly kind: "endTag"; readonly container: XmlElement } & Word)
  | ({ readonly kind: "attributeName"; readonly element: XmlElement; readonly facts: ElementFacts } & Word)
  | ({
      readonly kind: "attributeValue";
      readonly element: XmlElement;
      readonly attribute: XmlAttribute;
      readonly needsQuotes: boolean;
    } & Word)
  | ({ readonly kind: "value"; readonly element: XmlElement; readonly facts: ElementFacts } & Word)
  | ({ readonly kind: "directive"; readonly needsName: boolean } & Word);

/** The kind of place that the caret is at; undefined where there is nothing to complete. */
export function completionContext(file: DefinitionFile, offset: number): CompletionContext | undefined {
  const node = nodeAt(file.doc, offset);
  const comment = [node, nodeAt(file.doc, offset - 1)].find((candidate) => candidate?.kind === "comment");
  if (comment?.kind === "comment" && touches(comment.contentSpan, offset)) {
    return directiveContext(file.text, comment.contentSpan, offset);
  }
  if (node?.kind === "instruction" && node.start < offset) return undefined;
  const { text } = file;
  const isInSection = node?.kind === "cdata" && node.start < offset && offset < node.end;
  const bracket = offset === 0 || isInSection ? -1 : text.lastIndexOf("<", offset - 1);
  if (bracket !== -1 && text.lastIndexOf(">", offset - 1) < bracket) {
    const next = text.charAt(bracket + 1);
    if (next === "/") return endTagContext(file, bracket, offset);
    if (next === "!" || next === "?") return undefined;
    const inTag = tagContext(file, bracket, offset);
    if (inTag !== "text") return inTag;
  }
  return contentContext(file, offset);
}

const directive = /^(\s*)(?:([a-z0-9-]*)|lwm2m-disable-next-line\s+(?:[a-z0-9-]+[\s,]+)*([a-z0-9-]*))$/u;

/** `<!-- lwm2m-disable-next-line |`: a rule id, or the directive itself. */
function directiveContext(text: string, content: Span, offset: number): CompletionContext | undefined {
  const match = directive.exec(text.slice(content.start, offset));
  if (match === null) return undefined;
  const typed = match[3] ?? match[2] ?? "";
  const needsName = match[3] === undefined;
  const behind = text.slice(offset, content.end);
  if (needsName && !/^[a-z0-9-]*\s*$/u.test(behind)) return undefined;
  const rest = /^[a-z0-9-]*/u.exec(behind)?.[0] ?? "";
  return { kind: "directive", needsName, ...word(offset - typed.length, offset, rest.length) };
}

function word(start: number, offset: number, restLength: number): Word {
  return { insert: span(start, offset), replace: span(start, offset + restLength) };
}

/** The rest of the name or number that the caret is in. */
function restOfWord(text: string, offset: number): number {
  return /^[\w.:-]*/u.exec(text.slice(offset, offset + 100))?.[0].length ?? 0;
}

/** `</Na|` */
function endTagContext(file: DefinitionFile, bracket: number, offset: number): CompletionContext | undefined {
  const { text } = file;
  const start = bracket + 2;
  if (offset < start || !/^[\w.:-]*$/u.test(text.slice(start, offset))) return undefined;
  let rest = restOfWord(text, offset);
  const around = withBlanks(file, span(bracket, offset + rest));
  if (text.charAt(offset + rest) === ">") rest += 1;
  const container = containerAt(around, bracket);
  return container === undefined ? undefined : { kind: "endTag", container, ...word(start, offset, rest) };
}

/** Inside `<…`; `text` if the bracket is a stray one. */
function tagContext(file: DefinitionFile, bracket: number, offset: number): CompletionContext | undefined | "text" {
  const { text } = file;
  if (/^[\w.:-]*$/u.test(text.slice(bracket + 1, offset))) return nameContext(file, bracket, offset);
  const element = elementStartingAt(file, bracket);
  if (element === undefined) return "text";
  const facts = elementFacts(element.name, element.parent?.name);
  if (facts === undefined) return undefined;
  const attribute = element.attributes.find((candidate) => touches(candidate, offset));
  if (attribute === undefined) return { kind: "attributeName", element, facts, ...word(offset, offset, 0) };
  const { nameSpan, valueSpan } = attribute;
  if (touches(nameSpan, offset)) {
    return { kind: "attributeName", element, facts, ...word(nameSpan.start, offset, nameSpan.end - offset) };
  }
  if (attribute.value === undefined || !touches(valueSpan, offset)) return undefined;
  const needsQuotes = !`"'`.includes(text.charAt(valueSpan.start - 1));
  return { kind: "attributeValue", element, attribute, needsQuotes, ...onLine(text, valueSpan, offset) };
}

function elementStartingAt(file: DefinitionFile, start: number): XmlElement | undefined {
  let nodes = file.doc.nodes;
  for (;;) {
    const next = nodes.findLast((node): node is XmlElement => node.kind === "element" && node.start <= start);
    if (next === undefined || next.start === start) return next;
    nodes = next.children;
  }
}

/** `<Na|` */
function nameContext(file: DefinitionFile, bracket: number, offset: number): CompletionContext | undefined {
  const { text } = file;
  const rest = restOfWord(text, offset);
  const end = offset + rest;
  const isNameOnly = /^(?:\/?>|[ \t]+[\w:.-]+\s*=)/u.test(text.slice(end, end + 100));
  const around = withBlanks(file, span(bracket, isNameOnly ? endOfTag(text, end) : end));
  const replaced = word(bracket + 1, offset, rest);
  const container = containerAt(around, bracket);
  if (container === undefined) {
    if (around.doc.root !== undefined) return undefined;
    return isNameOnly ? undefined : { kind: "empty", file: around, hasBracket: true, ...replaced };
  }
  const facts = elementFacts(container.name, container.parent?.name);
  if (facts === undefined) return undefined;
  return { kind: "element", file: around, container, facts, hasBracket: true, isNameOnly, ...replaced };
}

function endOfTag(text: string, from: number): number {
  const end = text.indexOf(">", from);
  return end === -1 ? from : end + 1;
}

function contentContext(file: DefinitionFile, offset: number): CompletionContext | undefined {
  const { text } = file;
  const found = containerAt(file, offset);
  const container = found !== undefined && isLeftBehind(file, found, offset) ? found.parent : found;
  if (container === undefined) {
    const isEmpty = file.doc.root === undefined && found === undefined;
    return isEmpty ? { kind: "empty", file, hasBracket: false, ...typedWord(text, 0, offset) } : undefined;
  }
  const facts = elementFacts(container.name, container.parent?.name);
  if (facts === undefined) return undefined;
  if (facts.children.length === 0) return valueContext(file, container, facts, offset);
  const typed = typedWord(text, container.openEnd, offset);
  return { kind: "element", file, container, facts, hasBracket: false, isNameOnly: false, ...typed };
}

/** An element with text that lacks its end tag, and the caret is on a later line than its text. */
function isLeftBehind({ text }: DefinitionFile, element: XmlElement, offset: number): boolean {
  if (element.closeStart !== undefined) return false;
  const facts = elementFacts(element.name, element.parent?.name);
  const { end } = trimmed(text, element.openEnd, element.end);
  return facts?.children.length === 0 && text.slice(end, offset).includes("\n");
}

/** What has been typed between elements: everything on the line up to the caret, blanks in front taken off. */
function typedWord(text: string, from: number, offset: number): Word {
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1) + 1, text.lastIndexOf(">", offset - 1) + 1, from);
  const typed = /[^\s<>][^<>]*$/u.exec(text.slice(Math.min(lineStart, offset), offset))?.[0] ?? "";
  return word(offset - typed.length, offset, restOfWord(text, offset));
}

function valueContext(
  file: DefinitionFile,
  element: XmlElement,
  facts: ElementFacts,
  offset: number,
): CompletionContext {
  const { text } = file;
  const section = element.children.find((node) => node.kind === "cdata" && touches(node, offset));
  const holder = section?.kind === "cdata" ? section.contentSpan : contentSpan(element);
  // Blanks around an enumerated value are a mistake, elsewhere they may be meant.
  const place = facts.values === undefined ? trimmed(text, holder.start, holder.end) : holder;
  return { kind: "value", element, facts, ...onLine(text, place, offset) };
}

/** The part of a place that is on the caret's line: LSP lets a completion replace no more. */
function onLine(text: string, place: Span, offset: number): Word {
  const lineStart =
    offset === 0 ? 0 : Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const start = Math.min(Math.max(place.start, lineStart), offset);
  const rest = /^[^\r\n]*/u.exec(text.slice(offset, Math.max(place.end, offset)))?.[0].length ?? 0;
  return word(start, offset, rest);
}
