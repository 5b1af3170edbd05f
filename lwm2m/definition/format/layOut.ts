import { applyEdits } from "../fix.js";
import type { Edit } from "../rules/rule.js";
import { narrowedEdit } from "./narrowedEdit.js";
import type { XmlElement } from "../xml/tree.js";
import { contentsOf, inSchemaOrder, lineEndCount, type Group, type Member } from "./groups.js";
import { isContainer, type Layout } from "./indentation.js";

/** The edits that lay out the inside of a container, `depth` levels below the root's own line. */
export function layOutContainer(text: string, container: XmlElement, depth: number, layout: Layout): readonly Edit[] {
  if (!isContainer(container) || container.closeStart === undefined) return [];
  const edits = container.children.flatMap((child) =>
    child.kind === "element" ? layOutContainer(text, child, depth + 1, layout) : [],
  );
  const contents = contentsOf(text, container);
  if (contents === undefined) return edits;
  const { head, groups } = contents;
  const gaps = new GapWriter(text, layout);
  let from = container.openEnd;
  for (const member of head) from = gaps.keep(from, member, depth + 1);
  for (const group of groups) from = layOutGroup(gaps, from, group, depth + 1);
  gaps.write(from, container.closeStart, depth, { needsLine: groups.some(({ element }) => element !== undefined) });
  for (const edit of gaps.edits) edits.push(edit);
  const ordered = inSchemaOrder(container, groups);
  return ordered === groups ? edits : reordered(text, groups, ordered, edits);
}

/** Lays out an element and its comments, and answers where the group ends. */
function layOutGroup(gaps: GapWriter, from: number, { members }: Group, depth: number): number {
  let end = from;
  for (const [index, member] of members.entries()) {
    if (index === 0) end = gaps.write(end, member.start, depth, { needsLine: true }, member.end);
    else end = gaps.keep(end, member, depth);
  }
  return end;
}

/** Collects the edits of white space between nodes. */
class GapWriter {
  readonly edits: Edit[] = [];
  readonly #text: string;
  readonly #layout: Layout;

  constructor(text: string, layout: Layout) {
    this.#text = text;
    this.#layout = layout;
  }

  /** Indents a member that has its own line; one that shares a line stays there. Answers its end. */
  keep(from: number, member: Member, depth: number): number {
    return this.write(from, member.start, depth, { needsLine: false }, member.end);
  }

  /** Indents what starts at `to`; empty lines before it stay. Answers `end`. */
  write(from: number, to: number, depth: number, { needsLine }: { needsLine: boolean }, end = to): number {
    const gap = this.#text.slice(from, to);
    const lines = Math.max(lineEndCount(gap), needsLine ? 1 : 0);
    if (lines === 0) return end;
    const newGap = this.#layout.lineEnd.repeat(lines) + this.#layout.indent.repeat(depth);
    if (newGap !== gap) this.edits.push(narrowedEdit(gap, from, newGap));
    return end;
  }
}

/** Replaces the groups that stand in the wrong place by one edit, with all edits inside and between them applied. */
function reordered(
  text: string,
  groups: readonly Group[],
  ordered: readonly Group[],
  edits: readonly Edit[],
): readonly Edit[] {
  const first = groups.findIndex((group, index) => group !== ordered[index]);
  const last = groups.findLastIndex((group, index) => group !== ordered[index]);
  const start = startOf(groups[first]);
  const end = endOf(groups[last]);
  const slices = new EditedSlices(text, edits);
  const gaps: string[] = [];
  const texts = new Map<Group | undefined, string>();
  for (let index = first; index <= last; index++) {
    const group = groups[index];
    gaps.push(index === first ? "" : slices.through(startOf(group)));
    slices.from(startOf(group));
    texts.set(group, slices.upTo(endOf(group)));
  }
  const newText = gaps.map((gap, index) => gap + (texts.get(ordered[first + index]) ?? "")).join("");
  return [...edits.filter((edit) => edit.end <= start || edit.start >= end), { start, end, newText }];
}

function startOf(group: Group | undefined): number {
  return group?.members[0]?.start ?? 0;
}

function endOf(group: Group | undefined): number {
  return group?.members.at(-1)?.end ?? 0;
}

/** Reads a text from front to back, slice by slice, with the edits inside each slice applied. */
class EditedSlices {
  readonly #text: string;
  readonly #edits: readonly Edit[];
  #next = 0;
  #at = 0;

  constructor(text: string, edits: readonly Edit[]) {
    this.#text = text;
    this.#edits = edits.toSorted((a, b) => a.start - b.start);
  }

  /** Goes on at `offset`; edits before it and at it belong to what was skipped. */
  from(offset: number): void {
    while ((this.#edits[this.#next]?.start ?? offset + 1) <= offset) this.#next++;
    this.#at = offset;
  }

  /** The slice up to `end`, without what is inserted there. */
  upTo(end: number): string {
    return this.#slice(end, (edit) => edit.start < end);
  }

  /** The slice up to `end`, with what is inserted there. */
  through(end: number): string {
    return this.#slice(end, (edit) => edit.start <= end);
  }

  #slice(end: number, isInside: (edit: Edit) => boolean): string {
    const first = this.#next;
    while (this.#next < this.#edits.length) {
      const edit = this.#edits[this.#next];
      if (edit === undefined || !isInside(edit)) break;
      this.#next++;
    }
    const start = this.#at;
    this.#at = end;
    const inside = this.#edits.slice(first, this.#next);
    return applyEdits(
      this.#text.slice(start, end),
      inside.map((edit) => ({ start: edit.start - start, end: edit.end - start, newText: edit.newText })),
    );
  }
}
