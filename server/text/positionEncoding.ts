import type { PositionEncodingKind } from "vscode-languageserver";

/** The position encodings of LSP 3.17, each with the number of its units that a code point takes. */
const widths = {
  "utf-8": (codePoint: number) => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4),
  "utf-16": (codePoint: number) => (codePoint < 0x10000 ? 1 : 2),
  "utf-32": () => 1,
} as const;

/** How client and server count characters in a line. */
export type PositionEncoding = keyof typeof widths;

/** The first of the client's encodings that we know; UTF-16 if it names none, as LSP demands. */
export function chooseEncoding(offered: readonly PositionEncodingKind[] | undefined): PositionEncoding {
  const known = (offered ?? []).find((name): name is PositionEncoding => Object.hasOwn(widths, name));
  return known ?? "utf-16";
}

/** The UTF-16 offset within `line` of a character counted in `encoding`; the line's length if it lies behind its end. */
export function offsetInLine(line: string, character: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return Math.min(Math.max(character, 0), line.length);
  const width = widths[encoding];
  let units = 0;
  let offset = 0;
  for (const point of line) {
    units += width(point.codePointAt(0) ?? 0);
    if (units > character) return offset;
    offset += point.length;
  }
  return offset;
}

/** The character, counted in `encoding`, at a UTF-16 offset within `line`. */
export function characterInLine(line: string, offset: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return offset;
  const width = widths[encoding];
  let units = 0;
  for (const point of line.slice(0, offset)) units += width(point.codePointAt(0) ?? 0);
  return units;
}
