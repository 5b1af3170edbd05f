import type { Span } from "../base/span.js";
import { applyEdits } from "./fix.js";
import { lineEndCount } from "./format/groups.js";
import { usualIndent, usualLineEnd, type Layout } from "./format/indentation.js";
import { narrowedEdit } from "./format/narrowedEdit.js";
import { layOutContainer } from "./format/layOut.js";
import type { Edit } from "./rules/rule.js";
import { definitionVocabulary } from "./structure.js";
import { parseXml } from "./xml/parse.js";
import type { XmlDocument, XmlElement } from "./xml/tree.js";

/** How to format; without options the file's own indentation counts. */
export interface FormatOptions {
  /** One level of indentation; undefined for the one that the file uses most. */
  readonly indent?: string | undefined;
  /** One level of indentation for a file that has none yet; two blanks if undefined. */
  readonly fallbackIndent?: string | undefined;
}

/** Why a text is not formatted. */
export interface FormatRefusal {
  /** One sentence that says what to mend first. */
  readonly message: string;
  readonly span: Span;
}

/** The edits that format a text, or why there are none. */
export interface FormatOutcome {
  /** In the order of the text, none overlapping; empty if nothing is to be done. */
  readonly edits: readonly Edit[];
  readonly refusal: FormatRefusal | undefined;
}

/**
 * Formats an object definition: one element a line, indented by its depth, the elements in schema order with the
 * comments that belong to them, one line end at the end. Everything else stays as it is written: values, CDATA
 * sections, comments, tags, empty lines, byte order mark, the header before the root. A text with syntax errors is
 * not touched. Formatting a second time changes nothing.
 */
export function formatDefinition(text: string, options: FormatOptions = {}): FormatOutcome {
  const doc = parseXml(text, definitionVocabulary);
  const refusal = refusalOf(doc);
  if (refusal !== undefined || doc.root === undefined) return { edits: [], refusal };
  const layout = {
    indent: options.indent ?? usualIndent(doc) ?? options.fallbackIndent ?? "  ",
    lineEnd: usualLineEnd(text),
  };
  const edits = [
    ...beforeRoot(doc, doc.root, layout),
    ...layOutContainer(text, doc.root, 0, layout),
    ...atEnd(doc, layout),
  ];
  return { edits: edits.sort((a, b) => a.start - b.start), refusal: undefined };
}

/** The edits that format a text; none for a text with syntax errors. */
export function formatEdits(text: string, options?: FormatOptions): readonly Edit[] {
  return formatDefinition(text, options).edits;
}

/** The edits that format a part of a text: those that touch the range. Each of them can be made without the others. */
export function formatRangeEdits(text: string, range: Span, options?: FormatOptions): readonly Edit[] {
  return formatEdits(text, options).filter((edit) => edit.start <= range.end && range.start <= edit.end);
}

/** The formatted text; the text itself if it has syntax errors. */
export function formatText(text: string, options?: FormatOptions): string {
  return applyEdits(text, formatEdits(text, options));
}

function refusalOf(doc: XmlDocument): FormatRefusal | undefined {
  const problem = doc.problems[0];
  if (problem !== undefined) return { message: problem.message, span: problem.span };
  if (doc.root === undefined) {
    return { message: "This file has no element; there is nothing to format.", span: { start: 0, end: 0 } };
  }
  if (doc.root.name === "LWM2M") return undefined;
  return { message: `The root element is ${doc.root.name}, not LWM2M.`, span: doc.root.nameSpan };
}

/** The root stands at the start of a line; a comment before it may share the line. */
function beforeRoot(doc: XmlDocument, root: XmlElement, layout: Layout): readonly Edit[] {
  const before = doc.nodes.findLast((node) => node.end <= root.start && node.kind !== "text");
  const start = before?.end ?? (doc.text.startsWith("\uFEFF") ? 1 : 0);
  const gap = doc.text.slice(start, root.start);
  const lines = Math.max(lineEndCount(gap), before?.kind === "instruction" ? 1 : 0);
  const newText = lines === 0 && before !== undefined ? gap : layout.lineEnd.repeat(lines);
  return newText === gap ? [] : [narrowedEdit(gap, start, newText)];
}

/** The text ends with one line end. */
function atEnd(doc: XmlDocument, layout: Layout): readonly Edit[] {
  const last = doc.nodes.findLast((node) => node.kind !== "text");
  const start = last?.end ?? 0;
  const gap = doc.text.slice(start);
  return gap === layout.lineEnd ? [] : [narrowedEdit(gap, start, layout.lineEnd)];
}
