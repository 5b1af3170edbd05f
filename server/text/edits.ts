import type { TextEdit } from "vscode-languageserver";
import type { Edit } from "../../lwm2m/definition/rules/rule.js";
import type { SourceText } from "./sourceText.js";

/** Edits of a text in LSP's terms. */
export function textEdits(source: SourceText, edits: readonly Edit[]): TextEdit[] {
  return edits.map((edit) => {
    const { start, end, newText } = onWholeCharacters(source.text, edit);
    return { range: source.rangeOf({ start, end }), newText };
  });
}

/** No position of LSP is between CR and LF or inside of a character: an edit there takes in the rest of it. */
function onWholeCharacters(text: string, { start, end, newText }: Edit): Edit {
  const before = isInside(text, start) ? text.charAt(start - 1) : "";
  const after = isInside(text, end) ? text.charAt(end) : "";
  return { start: start - before.length, end: end + after.length, newText: before + newText + after };
}

function isInside(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  if (before === 13 && after === 10) return true;
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
