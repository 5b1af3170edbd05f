// The forms in which people have a pre-shared key.

/** The bytes of a key, or what is wrong with the text, which the sentence does not repeat. */
export function bytesOf(text: string): Uint8Array | string {
  const form = /^\s*(text|base64|hex):/iu.exec(text);
  const rest = text.slice(form?.[0].length ?? 0);
  switch (form?.[1]?.toLowerCase()) {
    case "text":
      return new TextEncoder().encode(rest);
    case "base64":
      return base64Bytes(rest.trim());
    default:
      return hexBytes(rest);
  }
}

function hexBytes(text: string): Uint8Array | string {
  const digits = text.replaceAll(/0x|\\x|[\s:,-]/giu, "");
  if (!/^[0-9a-f]*$/iu.test(digits)) {
    return "A key is written in hexadecimal digits. Write base64: before Base64, or text: before the text itself.";
  }
  if (digits.length % 2 === 1) {
    return `There are ${digits.length} hexadecimal digits; a byte has two, so one is missing or too many.`;
  }
  return Uint8Array.from(Buffer.from(digits, "hex"));
}

/** Base64 with and without padding, also in its form for URLs (RFC 4648 §4, §5). */
function base64Bytes(text: string): Uint8Array | string {
  const digits = text.replaceAll(/\s/gu, "").replace(/={0,2}$/u, "");
  if (!/^[A-Za-z0-9+/_-]*$/u.test(digits) || digits.length % 4 === 1) {
    return "What stands behind base64: is no Base64: letters, digits, + and /, in groups of four.";
  }
  return Uint8Array.from(Buffer.from(digits.replaceAll("-", "+").replaceAll("_", "/"), "base64"));
}
