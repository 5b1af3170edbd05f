import { fits, wrap } from "./lines.js";

/** How wide the text of a comment is at most; lines of prose are easier to read if they are not too long. */
const textWidth = 100;

/** A tag at the end of a comment, such as `@see` with an address. */
export interface DocTag {
  readonly name: "deprecated" | "remarks" | "see";
  readonly text: string;
}

/**
 * A documentation comment: on one line if it is short, else wrapped. Each line is a paragraph's or an item's, an empty one
 * parts paragraphs. What comes from a definition is to have gone through `docText`.
 */
export function docComment(lines: readonly string[], tags: readonly DocTag[], indent: string): readonly string[] {
  const tagLines = tags.map(({ name, text: rest }) => `@${name} ${rest}`.trimEnd());
  const all = lines.length > 0 && tagLines.length > 0 ? [...lines, "", ...tagLines] : [...lines, ...tagLines];
  const [only = ""] = all;
  if (all.length === 0) return [];
  const short = `${indent}/** ${only} */`;
  if (all.length === 1 && fits(short)) return [short];
  const wrapped = all.flatMap((line) => (line === "" ? [""] : wrapLine(line)));
  return [`${indent}/**`, ...wrapped.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

/** An item and a tag go on two columns further right. An address is never parted. */
function wrapLine(line: string): readonly string[] {
  const hangs = line.startsWith("- ") || line.startsWith("@");
  const [first = "", ...others] = wrap(line, hangs ? textWidth - 2 : textWidth);
  return [first, ...others.map((other) => (hangs ? `  ${other}` : other))];
}

/** A text on one line that can neither end a comment nor start a tag; Markdown shows it as it was. */
export function docText(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .replace(/\*\//gu, "*\\/")
    .replace(/(?<![\p{L}\p{N}_])@/gu, "\\@");
}
