import { isUtf8 } from "node:buffer";

/** A text, or a sentence about why bytes are none. */
export type Decoded =
  | { readonly text: string }
  | { readonly problem: string; /** Not even text in another encoding. */ readonly isBinary: boolean };

/** Reads bytes as UTF-8; a byte order mark stays in the text. */
export function decode(bytes: Buffer): Decoded {
  const utf16 = utf16Name(bytes);
  if (utf16 !== undefined) return { problem: `This is ${utf16} text; save it as UTF-8.`, isBinary: false };
  const nul = bytes.indexOf(0);
  if (nul !== -1) return { problem: `This is no text file; byte ${nul} is zero.`, isBinary: true };
  if (isUtf8(bytes)) return { text: bytes.toString("utf8") };
  const offset = firstInvalidByte(bytes);
  const value = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  const line = lineOf(bytes, offset);
  const problem = `This is not UTF-8: byte ${offset} (0x${value}, in line ${line}) fits no character; save it as UTF-8.`;
  return { problem, isBinary: false };
}

/** UTF-16 shows in its byte order mark, or in a zero beside the first `<`. */
function utf16Name(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "UTF-16 (little-endian)";
  if (first === 0xfe && second === 0xff) return "UTF-16 (big-endian)";
  if (first === 0x3c && second === 0) return "UTF-16 (little-endian)";
  if (first === 0 && second === 0x3c) return "UTF-16 (big-endian)";
  return undefined;
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}

/** The offset of the first byte that belongs to no well-formed sequence (RFC 3629 §4). */
export function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return bytes.length;
}

/** The length of the sequence at `at`; 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const second = bytes[at + 1] ?? 0;
  const [low, high] = secondByteRange(lead);
  if (second < low || second > high) return 0;
  for (let index = 2; index < length; index++) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Narrower than 0x80 to 0xBF where overlong forms, surrogates and values beyond U+10FFFF would start. */
function secondByteRange(lead: number): readonly [number, number] {
  switch (lead) {
    case 0xe0:
      return [0xa0, 0xbf];
    case 0xed:
      return [0x80, 0x9f];
    case 0xf0:
      return [0x90, 0xbf];
    case 0xf4:
      return [0x80, 0x8f];
    default:
      return [0x80, 0xbf];
  }
}
