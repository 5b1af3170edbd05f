import { touches, type Span } from "../../base/span.js";
import { resolveReferences } from "./references.js";
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
  const waiting = [...childElements(doc)].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...[...childElements(next)].reverse());
  }
}

/** The innermost node whose span contains the offset; at an edge between two nodes the element wins that starts there. */
export function nodeAt(doc: XmlDocument, offset: number): XmlNode | undefined {
  let found: XmlNode | undefined;
  let nodes = doc.nodes;
  for (;;) {
    const next = nodes.findLast((node) => node.start <= offset && (offset < node.end || endsOpen(node, offset)));
    if (next === undefined) return found;
    found = next;
    if (next.kind !== "element") return found;
    nodes = next.children;
  }
}

/** An element without an end tag is still open at its end. */
function endsOpen(node: XmlNode, offset: number): boolean {
  return node.kind === "element" && offset === node.end && node.closeStart === undefined && !node.selfClosing;
}

/** The innermost element around an offset. */
export function elementAt(doc: XmlDocument, offset: number): XmlElement | undefined {
  let found: XmlElement | undefined;
  let elements = childElements(doc);
  for (;;) {
    const next = elements.findLast((element) => touches(element, offset));
    if (next === undefined) return found;
    found = next;
    elements = childElements(next);
  }
}

/** What stands between the tags of an element; empty at its end for an empty-element tag. */
export function contentSpan(element: XmlElement): Span {
  if (element.selfClosing) return { start: element.openEnd, end: element.openEnd };
  return { start: element.openEnd, end: element.closeStart ?? element.end };
}

/** The text of an element's own text and CDATA children, references resolved. */
export function textOf(doc: XmlDocument, element: XmlElement): string {
  let result = "";
  for (const node of element.children) {
    if (node.kind === "text") result += resolveReferences(doc.text.slice(node.start, node.end));
    else if (node.kind === "cdata") result += doc.text.slice(node.contentSpan.start, node.contentSpan.end);
  }
  return result;
}
