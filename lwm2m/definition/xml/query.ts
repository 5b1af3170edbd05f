import type { Span } from "../../base/span.js";
import { normalizeLineEnds, resolveReferences } from "./references.js";
import type { XmlDocument, XmlElement, XmlNode } from "./tree.js";

/** The child elements of an element, or the top-level elements of a document. */
export function childElements(parent: XmlElement | XmlDocument): readonly XmlElement[] {
  const nodes = "children" in parent ? parent.children : parent.nodes;
  return nodes.filter(isElement);
}

/** True if the node is an element. */
export function isElement(node: XmlNode): node is XmlElement {
  return node.kind === "element";
}

/** The first child element of that name. */
export function childNamed(parent: XmlElement, name: string): XmlElement | undefined {
  return childElements(parent).find((child) => child.name === name);
}

/** All elements in the order of the text, a parent before its children. */
export function* allElements(doc: XmlDocument): Generator<XmlElement> {
  const waiting: XmlElement[] = [];
  pushElements(waiting, doc.nodes);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    pushElements(waiting, next.children);
  }
}

/** Puts the elements among nodes onto a stack, the first one on top. */
function pushElements(stack: XmlElement[], nodes: readonly XmlNode[]): void {
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node?.kind === "element") stack.push(node);
  }
}

/**
 * The innermost node that contains what stands behind the offset. An element without an end tag also has the offset at
 * its end, as the user may be writing it: `<Na|`. Undefined outside all nodes.
 */
export function nodeAt(doc: XmlDocument, offset: number): XmlNode | undefined {
  let found: XmlNode | undefined;
  let nodes = doc.nodes;
  for (;;) {
    const next =
      lastAround(nodes, offset, (node) => isOpenAtEnd(node) || (offset < node.end && !isTextFrom(node, offset))) ??
      lastAround(nodes, offset, (node) => isTextFrom(node, offset));
    if (next === undefined) return found;
    found = next;
    if (next.kind !== "element" || isInUnfinishedTag(doc, next, offset)) return found;
    nodes = next.children;
  }
}

/** True at the end of a start tag without its `>`, where the user may be writing the tag. */
function isInUnfinishedTag({ text }: XmlDocument, { openEnd }: XmlElement, offset: number): boolean {
  return openEnd === offset && text.charAt(offset - 1) !== ">";
}

function isTextFrom(node: XmlNode, offset: number): boolean {
  return node.kind === "text" && node.start === offset;
}

function isOpenAtEnd(node: XmlNode): boolean {
  return node.kind === "element" && node.closeStart === undefined && !node.selfClosing;
}

/**
 * The innermost element that an offset is in or at an edge of; between two elements it is the one that starts there.
 * A caret anywhere in `<Name>Tank</Name>` or at its edges gives `Name`, one in the white space beside it the parent.
 */
export function elementAt(doc: XmlDocument, offset: number): XmlElement | undefined {
  let found: XmlElement | undefined;
  let nodes = doc.nodes;
  for (;;) {
    const next = lastAround(nodes, offset, isElement);
    if (next === undefined) return found;
    found = next;
    nodes = next.children;
  }
}

/** The last of sibling nodes that has the offset inside or at an edge and that is wanted. */
function lastAround<Wanted extends XmlNode>(
  nodes: readonly XmlNode[],
  offset: number,
  isWanted: (node: XmlNode) => node is Wanted,
): Wanted | undefined;
function lastAround(
  nodes: readonly XmlNode[],
  offset: number,
  isWanted: (node: XmlNode) => boolean,
): XmlNode | undefined;
function lastAround(
  nodes: readonly XmlNode[],
  offset: number,
  isWanted: (node: XmlNode) => boolean,
): XmlNode | undefined {
  for (let index = countStartingUpTo(nodes, offset) - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node === undefined || node.end < offset) return undefined;
    if (isWanted(node)) return node;
  }
  return undefined;
}

/** How many of sibling nodes start at the offset or before. */
function countStartingUpTo(nodes: readonly XmlNode[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What stands between the tags of an element; empty at its end for an empty-element tag. */
export function contentSpan(element: XmlElement): Span {
  if (element.selfClosing) return { start: element.openEnd, end: element.openEnd };
  return { start: element.openEnd, end: element.closeStart ?? element.end };
}

/** The text of an element's own text and CDATA children as XML gives it: references resolved, line ends as line feeds. */
export function textOf(doc: XmlDocument, element: XmlElement): string {
  let result = "";
  for (const node of element.children) {
    if (node.kind === "text") result += resolveReferences(rawText(doc, node));
    else if (node.kind === "cdata") result += rawText(doc, node.contentSpan);
  }
  return result;
}

function rawText({ text }: XmlDocument, { start, end }: Span): string {
  return normalizeLineEnds(text.slice(start, end));
}
