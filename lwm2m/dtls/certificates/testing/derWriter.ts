import { concatBytes, fromUtf8 } from "../../../base/bytes.js";
import { derTags } from "../derReader.js";

/** A value with its tag and its length. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts);
  const { length } = content;
  if (length < 0x80) return concatBytes(Uint8Array.of(tag, length), content);
  const digits = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return concatBytes(Uint8Array.of(tag, 0x80 + digits.length, ...digits), content);
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return der(derTags.sequence, ...parts);
}

/** An object identifier given in dots. */
export function objectIdentifier(dots: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dots.split(".").map(Number);
  const bytes = [40 * first + second, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift(0x80 | (left & 0x7f));
    return digits;
  });
  return der(derTags.objectIdentifier, Uint8Array.from(bytes));
}

/** A number from 0 to 255. */
export function integer(value: number): Uint8Array {
  return der(derTags.integer, Uint8Array.from(value < 0x80 ? [value] : [0, value]));
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Uint8Array {
  return der(derTags.bitString, Uint8Array.of(unusedBits), bytes);
}

export function utf8String(text: string): Uint8Array {
  return der(derTags.utf8String, fromUtf8(text));
}

/** UTCTime up to 2049, GeneralizedTime later (RFC 5280 §4.1.2.5). */
export function time(milliseconds: number): Uint8Array {
  const digits = new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+/gu, "");
  const isShort = milliseconds < Date.UTC(2050, 0, 1);
  return isShort ? der(derTags.utcTime, fromUtf8(digits.slice(2))) : der(derTags.generalizedTime, fromUtf8(digits));
}
