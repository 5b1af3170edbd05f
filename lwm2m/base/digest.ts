import { createHash } from "node:crypto";

/** A short digest of a text: the first 16 hexadecimal digits of its SHA-256. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/**
 * A short digest of a text without its white space: 16 hexadecimal digits of SHA-256.
 * Two descriptions with the same digest are the same description for OMA (rule 465 ignores white space).
 */
export function digestWithoutWhiteSpace(text: string): string {
  return digestOf(text.replace(/\s+/gu, ""));
}
