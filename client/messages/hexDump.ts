/** A line of a hex dump. */
export interface HexLine {
  /** Of the first byte of the line. */
  readonly offset: number;
  /** `0010  48 65 6c 6c` */
  readonly text: string;
  /** The bytes as ASCII, a dot for what is none. */
  readonly ascii: string;
  /** Where marked bytes stand in `text`. */
  readonly marks: readonly (readonly [start: number, end: number])[];
}

const bytesPerLine = 16;

/** The lines of a dump of hexadecimal digits; `marked` are offsets of bytes that need attention. */
export function hexDump(digits: string, marked: readonly number[] = []): readonly HexLine[] {
  const bytes = digits.match(/[0-9a-f]{2}/giu) ?? [];
  const lines: HexLine[] = [];
  for (let offset = 0; offset < bytes.length; offset += bytesPerLine) {
    const line = bytes.slice(offset, offset + bytesPerLine);
    const head = `${offset.toString(16).padStart(4, "0")}  `;
    const marks = marked
      .filter((at) => at >= offset && at < offset + line.length)
      .map((at) => head.length + (at - offset) * 3)
      .map((start) => [start, start + 2] as const);
    lines.push({ offset, text: head + line.join(" "), ascii: line.map(printable).join(""), marks });
  }
  return lines;
}

function printable(byte: string): string {
  const code = Number.parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : ".";
}
