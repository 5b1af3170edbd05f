import { base64Of, bytesOfBase64, bytesOfBase64Url } from "../../base/base64.js";
import { fromHex, fromUtf8, toHex, toUtf8 } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";

/** Another key that somebody may have typed who meant this one. */
export interface KeyMistake {
  /** What was done to the key, in words that fit behind "with". */
  readonly words: string;
  readonly key: Secret;
}

/** The keys that a device has most often when it does not have the right one. */
export function keyMistakes(key: Secret): readonly KeyMistake[] {
  const bytes = key.reveal();
  const text = toUtf8(bytes);
  const digits = toHex(bytes);
  const mistakes: (readonly [string, Uint8Array | undefined])[] = [
    ["the hexadecimal digits of the key here, taken as text", fromUtf8(digits)],
    ["the hexadecimal digits of the key here in upper case, taken as text", fromUtf8(digits.toUpperCase())],
    ["the key here read as hexadecimal digits", text === undefined ? undefined : fromHex(text)],
    ["the key here in Base64, taken as text", fromUtf8(base64Of(bytes))],
    ["the key here read as Base64", text === undefined ? undefined : (bytesOfBase64(text) ?? bytesOfBase64Url(text))],
    ["the key here without the white space at its edges", text === undefined ? undefined : fromUtf8(text.trim())],
    ["the key here and a line feed behind it", Uint8Array.of(...bytes, 0x0a)],
    ["the key here and a carriage return and a line feed behind it", Uint8Array.of(...bytes, 0x0d, 0x0a)],
    ["the key here and a blank behind it", Uint8Array.of(...bytes, 0x20)],
    ["the key here and a zero byte behind it", Uint8Array.of(...bytes, 0)],
    [
      "the key here without the zero bytes at its end",
      bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1),
    ],
    ["the first 16 bytes of the key here", bytes.subarray(0, 16)],
    ["the key here filled up with zero bytes to 16", filled(bytes, 16)],
    ["the key here filled up with zero bytes to 32", filled(bytes, 32)],
    ["the key here from its last byte to its first", bytes.toReversed()],
    ["an empty key", new Uint8Array()],
  ];
  return mistakes.flatMap(([words, other]) => (other === undefined ? [] : [{ words, key: new Secret(other) }]));
}

function filled(bytes: Uint8Array, length: number): Uint8Array | undefined {
  if (bytes.length >= length) return undefined;
  const whole = new Uint8Array(length);
  whole.set(bytes);
  return whole;
}
