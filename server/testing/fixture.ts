import type { Range, TextEdit } from "vscode-languageserver";
import { openDefinition, type OpenDefinition } from "../openDefinition.js";
import { sourceText, type SourceText } from "../text/sourceText.js";

/** A definition from a text with a `|` where the caret is. */
export interface Fixture {
  readonly doc: OpenDefinition;
  readonly offset: number;
}

/** Reads a text with one `|` as the caret. */
export function fixture(marked: string): Fixture {
  const offset = marked.indexOf("|");
  if (offset === -1) throw new Error("The fixture has no caret.");
  return { doc: definition(marked.slice(0, offset) + marked.slice(offset + 1)), offset };
}

/** A definition as if it were open in an editor. */
export function definition(text: string): OpenDefinition {
  return openDefinition(source(text));
}

/** A text as if it were open in an editor. */
export function source(text: string): SourceText {
  return sourceText({ uri: "file:///project/10999.xml", languageId: "xml", version: 1, encoding: "utf-16" }, text);
}

/** The text after edits; throws where edits overlap. */
export function editedText(before: SourceText, edits: readonly TextEdit[]): string {
  let text = before.text;
  const spans = edits.map(({ range, newText }) => ({ ...spanOf(before, range), newText }));
  let limit = text.length;
  for (const edit of spans.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    if (edit.end > limit) throw new Error("Two edits overlap.");
    text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
    limit = edit.start;
  }
  return text;
}

/** What a range covers. */
export function textIn(before: SourceText, range: Range): string {
  const { start, end } = spanOf(before, range);
  return before.text.slice(start, end);
}

function spanOf(before: SourceText, range: Range): { start: number; end: number } {
  return { start: before.offsetAt(range.start), end: before.offsetAt(range.end) };
}
