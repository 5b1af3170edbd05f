import { blocksOf, isBlank, type Block } from "./layout.js";
import type { Edit } from "./rules/rule.js";
import { elementFacts } from "./structure.js";
import type { XmlElement } from "./xml/tree.js";

/** The children of an element in the order of the schema, and the first one that stands out of it. */
export interface Disorder {
  /** The first child that is not part of the longest run of children in order. */
  readonly misplaced: XmlElement;
  /** The element that `misplaced` belongs behind; undefined if it belongs to the front. */
  readonly belongsBehind: XmlElement | undefined;
  /** Puts whole elements with their comments into the order of the schema; undefined if stray text is between them. */
  readonly edit: Edit | undefined;
}

/** What is out of schema order among the children of an element; undefined if nothing is. */
export function findDisorder(text: string, parent: XmlElement): Disorder | undefined {
  const order = elementFacts(parent.name, parent.parent?.name)?.children.map((child) => child.name) ?? [];
  const blocks = blocksOf(text, parent);
  const ranks = ranksOf(blocks, order);
  if (ranks.every((rank, index) => index === 0 || rank >= (ranks[index - 1] ?? 0))) return undefined;
  const inOrder = longestRun(ranks);
  const at = ranks.findIndex((_, index) => !inOrder.has(index));
  const misplaced = blocks[at];
  if (misplaced === undefined) return undefined;
  const sorted = blocks
    .map((block, index) => ({ block, rank: ranks[index] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ block }) => block);
  const belongsBehind = sorted[sorted.indexOf(misplaced) - 1]?.element;
  return { misplaced: misplaced.element, belongsBehind, edit: reorderEdit(text, blocks, sorted) };
}

/** The place of each child in schema order; one that the schema does not know keeps to its neighbor above. */
function ranksOf(blocks: readonly Block[], order: readonly string[]): readonly number[] {
  let last = 0;
  return blocks.map(({ element }) => {
    const rank = order.indexOf(element.name);
    if (rank !== -1) last = rank;
    return last;
  });
}

/** The indices of a longest run that never falls. There are few children, but a hostile file may have many. */
function longestRun(ranks: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous: (number | undefined)[] = [];
  ranks.forEach((rank, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranks[tails[middle] ?? 0] ?? 0) <= rank) low = middle + 1;
      else high = middle;
    }
    previous.push(tails[low - 1]);
    tails[low] = index;
  });
  const run = new Set<number>();
  for (let at = tails.at(-1); at !== undefined; at = previous[at]) run.add(at);
  return run;
}

/** Blocks change places; the white space between the places stays. */
function reorderEdit(text: string, blocks: readonly Block[], sorted: readonly Block[]): Edit | undefined {
  const first = blocks.findIndex((block, index) => block !== sorted[index]);
  const last = blocks.findLastIndex((block, index) => block !== sorted[index]);
  let newText = "";
  for (let index = first; index <= last; index++) {
    const place = blocks[index];
    const block = sorted[index];
    if (place === undefined || block === undefined) return undefined;
    const gap = { start: blocks[index - 1]?.end ?? place.start, end: place.start };
    if (index > first) {
      if (!isBlank(text, gap)) return undefined;
      newText += text.slice(gap.start, gap.end);
    }
    newText += text.slice(block.start, block.end);
  }
  return { start: blocks[first]?.start ?? 0, end: blocks[last]?.end ?? 0, newText };
}
