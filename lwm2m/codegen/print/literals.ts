import type { Literal } from "../model.js";

/** A literal as source text. */
export function printLiteral(value: Literal): string {
  if (typeof value === "string") return printString(value);
  if (typeof value === "bigint") return `${value}n`;
  // Prettier writes 1e21 and not 1e+21; a zero has no sign in definitions.
  return Object.is(value, -0) ? "0" : String(value).replace("e+", "e");
}

/** A text as a string literal, in the quotation marks that need fewer escapes, as Prettier would have it. */
export function printString(text: string): string {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const mark = doubles > singles ? "'" : '"';
  const escaped = text.replace(/[\\"']/gu, (character) =>
    character === "\\" || character === mark ? `\\${character}` : character,
  );
  return mark + escapeInvisible(escaped) + mark;
}

/** Characters that nobody sees or that would end a line or change the direction of the text, as escapes. */
function escapeInvisible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
