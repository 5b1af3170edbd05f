/** Bytes as lowercase hexadecimal digits, with `separator` between bytes. */
export function toHex(bytes: Uint8Array, separator = ""): string {
  return Array.from(bytes, hexByte).join(separator);
}

/** One byte as two hexadecimal digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** Reads hexadecimal digits in either case; blanks, colons and a leading `0x` are passed over. Undefined if it is none. */
export function fromHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/^\s*0x/iu, "").replaceAll(/[\s:]/gu, "");
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/iu.test(digits)) return undefined;
  return Uint8Array.from(Buffer.from(digits, "hex"));
}

/** The parts one behind the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** True if both have the same bytes. Not for secrets: it stops at the first difference. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Up to this length, text is read faster here than by the decoder, which takes a microsecond to start. */
const shortText = 40;

/** Bytes as UTF-8 text; undefined if they are not UTF-8. */
export function toUtf8(bytes: Uint8Array): string | undefined {
  if (bytes.length <= shortText && bytes.every((byte) => byte < 0x80)) return String.fromCharCode(...bytes);
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Text as UTF-8. */
export function fromUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}
