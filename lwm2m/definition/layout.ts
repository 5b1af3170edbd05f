import type { Span } from "../base/span.js";
import { isWhiteSpace } from "./xml/characters.js";
import { isElement } from "./xml/query.js";
import type { XmlElement, XmlNode } from "./xml/tree.js";

/** How a text is laid out in lines, read from the text itself, so that an edit looks like the author's own hand. */

/** The line end of a text: CRLF if its first line ends so, else LF. */
export function lineEndOf(text: string): string {
  const lineFeed = text.indexOf("\n");
  return lineFeed > 0 && text.charAt(lineFeed - 1) === "\r" ? "\r\n" : "\n";
}

/**
 * The white space that `offset` stands behind if nothing else precedes it on its line, else undefined. A byte order
 * mark is no part of the first line.
 */
export function indentationAt(text: string, offset: number): string | undefined {
  let start = offset;
  while (start > 0 && isBlankOrTab(text, start - 1)) start--;
  const isLineStart = start === 0 || isLineEnd(text, start - 1) || text.charAt(start - 1) === "\uFEFF";
  return isLineStart ? text.slice(start, offset) : undefined;
}

/** One step of indentation: what a child is indented more than its parent; two blanks if the file shows none. */
export function indentationStep(text: string, parent: XmlElement): string {
  for (let outer: XmlElement | undefined = parent; outer !== undefined; outer = outer.parent) {
    const outerIndentation = indentationAt(text, outer.start);
    const child = outer.children.find(isElement);
    const inner = child === undefined ? undefined : indentationAt(text, child.start);
    if (outerIndentation === undefined || inner === undefined) continue;
    if (inner.length > outerIndentation.length && inner.startsWith(outerIndentation)) {
      return inner.slice(outerIndentation.length);
    }
  }
  return "  ";
}

/** The span with the line end and indentation before it, if it has its lines for itself. */
export function wholeLines(text: string, place: Span): Span {
  const indentation = indentationAt(text, place.start);
  let end = place.end;
  while (end < text.length && isBlankOrTab(text, end)) end++;
  if (indentation === undefined || (end < text.length && !isLineEnd(text, end))) return place;
  const start = place.start - indentation.length;
  if (!isLineEnd(text, start - 1)) return place;
  const lineEnd = text.startsWith("\r\n", start - 2) ? 2 : 1;
  return { start: start - lineEnd, end };
}

/** An element with the comments that belong to it: those above it, and those behind it on its last line. */
export interface Block extends Span {
  readonly element: XmlElement;
}

/** The child elements of an element with their comments. Between two blocks there is white space or stray text only. */
export function blocksOf(text: string, parent: XmlElement): readonly Block[] {
  const blocks: Block[] = [];
  let comments: XmlNode[] = [];
  for (const node of parent.children) {
    if (node.kind === "comment") {
      const last = blocks.at(-1);
      const isBehind = last !== undefined && comments.length === 0 && isOneLine(text, last.end, node.start);
      if (isBehind) blocks[blocks.length - 1] = { ...last, end: node.end };
      else comments.push(node);
    } else if (node.kind === "element") {
      blocks.push({ element: node, start: comments[0]?.start ?? node.start, end: node.end });
      comments = [];
    } else if (node.kind !== "text" || !isBlank(text, node)) {
      comments = [];
    }
  }
  return blocks;
}

function isOneLine(text: string, start: number, end: number): boolean {
  return !/[\r\n]/u.test(text.slice(start, end));
}

/** True if a span of the text is white space. */
export function isBlank(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) if (!isWhiteSpace(text.charCodeAt(at))) return false;
  return true;
}

function isBlankOrTab(text: string, at: number): boolean {
  const character = text.charAt(at);
  return character === " " || character === "\t";
}

function isLineEnd(text: string, at: number): boolean {
  const character = text.charAt(at);
  return character === "\n" || character === "\r";
}
