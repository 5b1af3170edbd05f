import { toUtf8 } from "./bytes.js";

const common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const standardDigits = /* @__PURE__ */ digitCodes(`${common}+/`);
const urlDigits = /* @__PURE__ */ digitCodes(`${common}-_`);

/** The six bits that each digit of either alphabet stands for, by its character code. */
const bitsOfDigit = /* @__PURE__ */ bitsByCode();

const paddingCode = 0x3d;

/** Bytes as Base64 (RFC 4648 §4), with padding. */
export function base64Of(bytes: Uint8Array): string {
  return encode(bytes, standardDigits, true);
}

/** Reads Base64 with or without padding; undefined if the text is none. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/u.test(text) ? decode(text) : undefined;
}

/** Bytes as the Base64 of URLs (RFC 4648 §5), without padding, as SenML has them (RFC 8428 §4.3). */
export function base64UrlOf(bytes: Uint8Array): string {
  return encode(bytes, urlDigits, false);
}

/** Reads the Base64 of URLs without padding; undefined if the text is none. */
export function bytesOfBase64Url(text: string): Uint8Array | undefined {
  return /^[\w-]*$/u.test(text) ? decode(text) : undefined;
}

function digitCodes(digits: string): Uint8Array {
  return Uint8Array.from(digits, (digit) => digit.charCodeAt(0));
}

function bitsByCode(): Uint8Array {
  const bits = new Uint8Array(128);
  for (const digits of [standardDigits, urlDigits]) {
    for (const [value, code] of digits.entries()) bits[code] = value;
  }
  return bits;
}

function encode(bytes: Uint8Array, digits: Uint8Array, isPadded: boolean): string {
  const { length } = bytes;
  const codes = new Uint8Array(isPadded ? Math.ceil(length / 3) * 4 : Math.ceil((length * 4) / 3)).fill(paddingCode);
  let end = 0;
  for (let pos = 0; pos < length; pos += 3) {
    const bits = ((bytes[pos] ?? 0) << 16) | ((bytes[pos + 1] ?? 0) << 8) | (bytes[pos + 2] ?? 0);
    // Three bytes are four digits, two are three, one is two.
    const count = Math.min(length - pos, 3) + 1;
    codes[end++] = digits[bits >> 18] ?? 0;
    codes[end++] = digits[(bits >> 12) & 63] ?? 0;
    if (count > 2) codes[end++] = digits[(bits >> 6) & 63] ?? 0;
    if (count > 3) codes[end++] = digits[bits & 63] ?? 0;
  }
  return toUtf8(codes) ?? "";
}

/** The bytes of digits that are of an alphabet. One digit alone stands for six bits, which are no byte. */
function decode(text: string): Uint8Array | undefined {
  const length = text.length - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
  if (length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let end = 0;
  for (let pos = 0; pos < length; pos += 4) {
    const bits =
      (bitsAt(text, pos) << 18) | (bitsAt(text, pos + 1) << 12) | (bitsAt(text, pos + 2) << 6) | bitsAt(text, pos + 3);
    bytes[end++] = bits >> 16;
    bytes[end++] = bits >> 8;
    bytes[end++] = bits;
  }
  return bytes;
}

/** The bits of the digit there; none behind the end, where writing past the last byte does nothing. */
function bitsAt(text: string, pos: number): number {
  return bitsOfDigit[text.charCodeAt(pos)] ?? 0;
}
