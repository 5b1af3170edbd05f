const longest = 40;

/** A text of the author inside a message: on one line, in quotation marks, cut short if it is long. */
export function quote(text: string): string {
  const line = text.trim().replace(/\s+/gu, " ");
  return line.length > longest ? `“${line.slice(0, longest - 1).trimEnd()}…”` : `“${line}”`;
}
