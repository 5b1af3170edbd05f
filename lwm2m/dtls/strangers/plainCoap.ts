/** Methods by the detail of a code of class 0 (RFC 7252 §12.1.1, RFC 8132 §2). */
const methods = ["an empty message", "GET", "POST", "PUT", "DELETE", "FETCH", "PATCH", "iPATCH"] as const;

/** Classes of codes that have a meaning: requests, three kinds of responses, signaling (RFC 7252 §3, RFC 8323 §5). */
const classes: ReadonlySet<number> = new Set([0, 2, 4, 5]);

const headerLength = 4;
const longestToken = 8;

/**
 * What a datagram is if it is CoAP without DTLS, in words such as `POST`; undefined if it is not. No record of DTLS
 * begins with a byte that CoAP begins with (RFC 7252 §3, RFC 7983 §7).
 */
export function recognizePlainCoap(datagram: Uint8Array): string | undefined {
  const [first, code] = datagram;
  if (first === undefined || code === undefined || first >> 6 !== 1) return undefined;
  const tokenLength = first & 0x0f;
  if (tokenLength > longestToken || datagram.length < headerLength + tokenLength) return undefined;
  if (!classes.has(code >> 5)) return undefined;
  return code >> 5 === 0 ? methods[code] : "a response";
}
