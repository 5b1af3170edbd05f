import { elementFacts } from "../structure.js";
import type { XmlComment, XmlElement, XmlInstruction } from "../xml/tree.js";

/** What may stand between the tags of a container besides white space. */
export type Member = XmlElement | XmlComment | XmlInstruction;

/** An element with the comments that belong to it; they move together. */
export interface Group {
  /** In the order of the text, at least one. */
  readonly members: readonly Member[];
  /** Undefined for comments that belong to no element. */
  readonly element: XmlElement | undefined;
}

/** The contents of a container. */
export interface Contents {
  /** Comments on the line of the start tag. */
  readonly head: readonly Member[];
  readonly groups: readonly Group[];
}

/**
 * The contents of a container, or undefined if it holds text of its own, which no layout may touch.
 * A comment on the line where an element ends belongs to that element, any other to the element behind it.
 */
export function contentsOf(text: string, container: XmlElement): Contents | undefined {
  const head: Member[] = [];
  const groups: { members: Member[]; element: XmlElement | undefined }[] = [];
  let waiting: Member[] = [];
  let previousEnd = container.openEnd;
  for (const node of container.children) {
    if (node.kind === "text" && text.slice(node.start, node.end).trim() === "") continue;
    if (node.kind === "text" || node.kind === "cdata" || node.kind === "doctype") return undefined;
    const isOnSameLine = lineEndCount(text.slice(previousEnd, node.start)) === 0;
    const last = groups.at(-1);
    if (node.kind === "element") {
      groups.push({ members: [...waiting, node], element: node });
      waiting = [];
    } else if (!isOnSameLine || waiting.length > 0) waiting.push(node);
    else (last?.members ?? head).push(node);
    previousEnd = node.end;
  }
  if (waiting.length > 0) groups.push({ members: waiting, element: undefined });
  return { head, groups };
}

/** How many line ends a text has; `\r\n` is one. */
export function lineEndCount(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\n" || (character === "\r" && text.charAt(at + 1) !== "\n")) count++;
  }
  return count;
}

/**
 * The groups in schema order; the same array if they have it already. An element that the schema does not know stays
 * behind the one that it follows, and comments of no element stay last.
 */
export function inSchemaOrder(container: XmlElement, groups: readonly Group[]): readonly Group[] {
  const children = elementFacts(container.name, container.parent?.name)?.children ?? [];
  const ranks = new Map(children.map((child, index) => [child.name, index]));
  let previous = -1;
  const ranked = groups.map((group) => {
    const rank = group.element === undefined ? Number.POSITIVE_INFINITY : (ranks.get(group.element.name) ?? previous);
    const isInPlace = rank >= previous;
    previous = rank;
    return { group, rank, isInPlace };
  });
  if (ranked.every(({ isInPlace }) => isInPlace)) return groups;
  return ranked.sort((a, b) => a.rank - b.rank).map(({ group }) => group);
}
