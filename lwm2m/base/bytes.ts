/** What this needs of the classes for UTF-8 that every runtime has, also where their types are not declared. */
declare const TextEncoder: new () => { encode: (text: string) => Uint8Array };
declare const TextDecoder: new (
  label: string,
  options?: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode: (bytes: Uint8Array) => string };

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
  const bytes = new Uint8Array(digits.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = (hexDigit(digits.charCodeAt(2 * index)) << 4) | hexDigit(digits.charCodeAt(2 * index + 1));
  }
  return bytes;
}

/** The value of a digit by its character code: digits are 0x30 to 0x39, letters end in 1 to 6. */
function hexDigit(code: number): number {
  return code <= 0x39 ? code & 0xf : (code & 0xf) + 9;
}

/** The parts one behind the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return joinBytes(parts);
}

/** The same of a list, of which there may be more than a function takes for arguments. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
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

const strictDecoder = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = /* @__PURE__ */ new TextEncoder();

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
