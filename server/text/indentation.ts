import { rememberLast } from "../../lwm2m/base/rememberLast.js";
import { usualIndent, usualLineEnd } from "../../lwm2m/definition/format/indentation.js";
import type { OpenDefinition } from "../openDefinition.js";
import type { SourceText } from "./sourceText.js";

/**
 * One level of the indentation that a file uses; two blanks for a file that has none yet. It is looked for once a
 * version, as a list of completions asks for it with each of its items.
 */
export const indentUnitOf = rememberLast(({ file }: OpenDefinition) => usualIndent(file.doc) ?? "  ");

/** How the lines of a file end. */
export const lineEndOf = rememberLast(({ file }: OpenDefinition) => usualLineEnd(file.text));

/** The blanks and tabs that a line begins with, up to `offset` at most. */
export function indentAt(source: SourceText, offset: number): string {
  const { start } = source.lineSpan(source.lineAt(offset));
  return /^[ \t]*/u.exec(source.text.slice(start, offset))?.[0] ?? "";
}
