import { usualIndent, usualLineEnd } from "../../lwm2m/definition/format/indentation.js";
import type { OpenDefinition } from "../openDefinition.js";
import type { SourceText } from "./sourceText.js";

/** How a definition is indented: one level of it, and how its lines end. */
export interface Indentation {
  readonly unit: string;
  readonly lineEnd: string;
}

/** Looked for once a version: a list of completions asks for it with each of its items. */
const found = new WeakMap<OpenDefinition, Indentation>();

/** The indentation that a file uses; two blanks for a file that has none yet. */
export function indentationOf(doc: OpenDefinition): Indentation {
  const known = found.get(doc);
  if (known !== undefined) return known;
  const indentation = { unit: usualIndent(doc.file.doc) ?? "  ", lineEnd: usualLineEnd(doc.file.text) };
  found.set(doc, indentation);
  return indentation;
}

/** The blanks and tabs that a line begins with, up to `offset` at most. */
export function indentAt(source: SourceText, offset: number): string {
  const { start } = source.lineSpan(source.lineAt(offset));
  return /^[ \t]*/u.exec(source.text.slice(start, offset))?.[0] ?? "";
}
