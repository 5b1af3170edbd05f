import { bytesOf } from "./keyForms.js";

/** The longest key that the engine takes, in bytes. */
const longestKey = 64;

/** The longest identity, in bytes of UTF-8: 128 is what every implementation must take (RFC 4279 §5.3). */
const longestIdentity = 128;

/** A key that was read, as hexadecimal digits, or why it is none. */
export type ParsedKey =
  | { readonly key: string; readonly length: number; readonly problem?: undefined }
  | { readonly key?: undefined; readonly problem: string };

/**
 * Reads a pre-shared key as people have it: hexadecimal digits, also with blanks, colons, hyphens or `0x`;
 * `base64:` and Base64; `text:` and the text itself. Never repeats any of the key in a problem.
 */
export function parsePskKey(text: string): ParsedKey {
  const read = bytesOf(text);
  if (typeof read === "string") return { problem: read };
  if (read.length === 0) return { problem: "Write the key: hexadecimal digits, base64:… or text:…" };
  if (read.length > longestKey) {
    return { problem: `The key has ${read.length} bytes; ${longestKey} is the most.` };
  }
  return { key: Buffer.from(read).toString("hex"), length: read.length };
}

/** What is wrong with a PSK identity; undefined if nothing is (RFC 4279 §5.1). */
export function identityProblem(identity: string): string | undefined {
  const length = new TextEncoder().encode(identity).length;
  if (length === 0) return "Write the identity that the device sends; often it is its endpoint name.";
  if (length > longestIdentity) return `The identity has ${length} bytes; ${longestIdentity} is the most.`;
  return undefined;
}
