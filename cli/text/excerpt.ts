import type { Span } from "../../lwm2m/base/span.js";
import type { LineMap } from "./lineMap.js";
import { printable } from "./printable.js";
import { characterWidth } from "./width.js";

/** A line of the file and a line of carets below it that marks a part. */
export interface Excerpt {
  readonly line: number;
  readonly source: string;
  readonly carets: { readonly blanks: string; readonly marks: string };
}

const ellipsis = "…";

/** Shows where a span starts: its line, cropped to `columns` around the span, with carets as wide as the text. */
export function excerpt(lines: LineMap, span: Span, columns: number): Excerpt {
  const { line } = lines.place(span.start);
  const text = lines.line(line);
  const start = Math.max(0, Math.min(span.start - lines.start(line), text.length));
  const end = Math.max(start, Math.min(span.end - lines.start(line), text.length));
  const window = crop(text, start, columns);
  const before = (window.from > 0 ? ellipsis : "") + printable(text.slice(window.from, start));
  const marked = printable(text.slice(start, Math.min(end, window.to)));
  const after = printable(text.slice(Math.max(start, Math.min(end, window.to)), window.to));
  return {
    line,
    source: `${before}${marked}${after}${window.to < text.length ? ellipsis : ""}`.trimEnd(),
    carets: { blanks: padding(before), marks: "^".repeat(Math.max(1, widthOf(marked))) },
  };
}

/** The part of a line that is shown: a third of the room before the span, the rest for it and what follows. */
function crop(text: string, start: number, columns: number): { from: number; to: number } {
  if (text.length <= columns) return { from: 0, to: text.length };
  const room = Math.max(20, columns - 2);
  const from = Math.max(0, Math.min(start - Math.floor(room / 3), text.length - room));
  const to = Math.min(text.length, from + room);
  return { from: wholeCharacter(text, from), to: wholeCharacter(text, to) };
}

/** An offset that does not split a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset;
}

/** Blanks as wide as a text; tabs stay, so that they end where those above them end. */
function padding(text: string): string {
  let result = "";
  for (const character of text) result += character === "\t" ? "\t" : " ".repeat(characterWidth(character));
  return result;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}
