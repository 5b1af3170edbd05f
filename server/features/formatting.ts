import type { FormattingOptions, Range, TextEdit } from "vscode-languageserver";
import { formatEdits, formatRangeEdits, type FormatOptions } from "../../lwm2m/definition/format.js";
import type { OpenDefinition } from "../openDefinition.js";
import { textEdits } from "../text/edits.js";

/** The edits that format a definition; none for one with syntax errors. */
export function formatDocument({ source }: OpenDefinition, options: FormattingOptions): TextEdit[] {
  return textEdits(source, formatEdits(source.text, formatOptions(options)));
}

/** The edits that format the lines of a range; none for a definition with syntax errors. */
export function formatRange({ source }: OpenDefinition, range: Range, options: FormattingOptions): TextEdit[] {
  const span = { start: source.offsetAt(range.start), end: source.offsetAt(range.end) };
  return textEdits(source, formatRangeEdits(source.text, span, formatOptions(options)));
}

/** The file's own indentation wins over the editor's, which does not know what the rest of the file looks like. */
function formatOptions({ insertSpaces, tabSize }: FormattingOptions): FormatOptions {
  return { fallbackIndent: insertSpaces ? " ".repeat(Math.min(Math.max(tabSize, 1), 8)) : "\t" };
}
