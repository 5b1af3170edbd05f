import type { TextEdit } from "vscode-languageserver";
import type { Edit } from "../../lwm2m/definition/rules/rule.js";
import type { SourceText } from "./sourceText.js";

/** Edits of a text in LSP's terms. */
export function textEdits(source: SourceText, edits: readonly Edit[]): TextEdit[] {
  return edits.map((edit) => ({ range: source.rangeOf(edit), newText: edit.newText }));
}
