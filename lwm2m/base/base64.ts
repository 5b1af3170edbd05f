/** Bytes as Base64 (RFC 4648 §4), with padding. */
export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

/** Reads Base64 with or without padding; undefined if the text is none. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/u.test(text) ? decode(text, "base64") : undefined;
}

/** Bytes as the Base64 of URLs (RFC 4648 §5), without padding, as SenML has them (RFC 8428 §4.3). */
export function base64UrlOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

/** Reads the Base64 of URLs without padding; undefined if the text is none. */
export function bytesOfBase64Url(text: string): Uint8Array | undefined {
  return /^[\w-]*$/u.test(text) ? decode(text, "base64url") : undefined;
}

/** One digit alone stands for six bits, which are no byte. */
function decode(text: string, encoding: "base64" | "base64url"): Uint8Array | undefined {
  const digits = text.replace(/={1,2}$/u, "");
  return digits.length % 4 === 1 ? undefined : Uint8Array.from(Buffer.from(digits, encoding));
}
