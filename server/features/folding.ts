import { FoldingRangeKind, type FoldingRange } from "vscode-languageserver";
import type { Span } from "../../lwm2m/base/span.js";
import type { XmlElement, XmlNode } from "../../lwm2m/definition/xml/tree.js";
import type { OpenDefinition } from "../openDefinition.js";
import { itemLabel, objectLabel } from "./labels.js";

/** What the client can do with folding ranges. */
export interface FoldingSupport {
  readonly isLineOnly: boolean;
  readonly hasCollapsedText: boolean;
  /** The most ranges that the client wants. */
  readonly limit: number | undefined;
}

/** Everything that spans lines: elements, comments, and the license header above the root. Outer ranges come first. */
export function foldingRanges(doc: OpenDefinition, support: FoldingSupport): FoldingRange[] {
  const found: FoldingRange[] = [];
  const foldedLines = new Set<number>();
  const labels = elementLabels(doc);
  for (const node of nodesByDepth(doc.file.doc.nodes)) {
    const range =
      node.kind === "element" ? elementFold(doc, node, labels.get(node)?.(), support) : commentFold(doc, node, support);
    if (range === undefined || foldedLines.has(range.startLine)) continue;
    foldedLines.add(range.startLine);
    found.push(range);
    if (support.limit !== undefined && found.length >= support.limit) break;
  }
  return found;
}

/** Elements and comments, outer ones before inner ones, so that a limit keeps the outer ones. */
function* nodesByDepth(top: readonly XmlNode[]): Generator<XmlElement | (XmlNode & { kind: "comment" })> {
  let level = top;
  while (level.length > 0) {
    const next: XmlNode[] = [];
    for (const node of level) {
      if (node.kind === "comment" || node.kind === "element") yield node;
      if (node.kind === "element") for (const child of node.children) next.push(child);
    }
    level = next;
  }
}

function elementFold(
  doc: OpenDefinition,
  element: XmlElement,
  label: string | undefined,
  support: FoldingSupport,
): FoldingRange | undefined {
  if (element.selfClosing) return undefined;
  const content = { start: element.openEnd, end: element.closeStart ?? element.end };
  return fold(doc, element.start, content, support, label);
}

/** What is shown of an object or an item when it is folded. */
function elementLabels({ file }: OpenDefinition): ReadonlyMap<XmlElement, () => string> {
  return new Map(
    file.objects.flatMap((object): (readonly [XmlElement, () => string])[] => [
      [object.element, () => objectLabel(object)],
      ...object.items.map((item) => [item.element, () => itemLabel(item)] as const),
    ]),
  );
}

function commentFold(
  doc: OpenDefinition,
  comment: XmlNode & { kind: "comment" },
  support: FoldingSupport,
): FoldingRange | undefined {
  const { root } = doc.file;
  const isHeader = root !== undefined && comment.end <= root.start;
  const text =
    isHeader && /licen[cs]e|copyright/iu.test(doc.source.text.slice(comment.start, comment.end))
      ? "License"
      : undefined;
  const range = fold(doc, comment.start, { start: comment.start + 4, end: comment.end }, support, text);
  return range === undefined ? undefined : { ...range, kind: FoldingRangeKind.Comment };
}

/**
 * A fold from the line that `start` is on over `content`. Where the client folds whole lines, the line with the end
 * tag stays visible if nothing of the content stands on it.
 */
function fold(
  { source }: OpenDefinition,
  start: number,
  content: Span,
  support: FoldingSupport,
  collapsedText: string | undefined,
): FoldingRange | undefined {
  const startLine = source.lineAt(start);
  const end = source.positionAt(content.end);
  const text = support.hasCollapsedText && collapsedText !== undefined ? { collapsedText } : {};
  if (!support.isLineOnly) {
    const from = source.positionAt(content.start);
    if (end.line <= from.line) return undefined;
    return {
      startLine: from.line,
      startCharacter: from.character,
      endLine: end.line,
      endCharacter: end.character,
      ...text,
    };
  }
  const lineStart = source.lineSpan(end.line).start;
  const standsAlone = source.text.slice(lineStart, content.end).trim() === "";
  const endLine = standsAlone ? end.line - 1 : end.line;
  return endLine <= startLine ? undefined : { startLine, endLine, ...text };
}
