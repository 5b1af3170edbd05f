/** The codes of CoAP that LwM2M uses (RFC 7252 §12.1, RFC 7959, RFC 8132, RFC 8323 §11.1), with the byte on the wire. */
export const coapCodes = [
  { code: 0x00, dotted: "0.00", name: "Empty" },
  { code: 0x01, dotted: "0.01", name: "GET" },
  { code: 0x02, dotted: "0.02", name: "POST" },
  { code: 0x03, dotted: "0.03", name: "PUT" },
  { code: 0x04, dotted: "0.04", name: "DELETE" },
  { code: 0x05, dotted: "0.05", name: "FETCH" },
  { code: 0x06, dotted: "0.06", name: "PATCH" },
  { code: 0x07, dotted: "0.07", name: "iPATCH" },
  { code: 0x41, dotted: "2.01", name: "Created" },
  { code: 0x42, dotted: "2.02", name: "Deleted" },
  { code: 0x43, dotted: "2.03", name: "Valid" },
  { code: 0x44, dotted: "2.04", name: "Changed" },
  { code: 0x45, dotted: "2.05", name: "Content" },
  { code: 0x5f, dotted: "2.31", name: "Continue" },
  { code: 0x80, dotted: "4.00", name: "Bad Request" },
  { code: 0x81, dotted: "4.01", name: "Unauthorized" },
  { code: 0x82, dotted: "4.02", name: "Bad Option" },
  { code: 0x83, dotted: "4.03", name: "Forbidden" },
  { code: 0x84, dotted: "4.04", name: "Not Found" },
  { code: 0x85, dotted: "4.05", name: "Method Not Allowed" },
  { code: 0x86, dotted: "4.06", name: "Not Acceptable" },
  { code: 0x88, dotted: "4.08", name: "Request Entity Incomplete" },
  { code: 0x89, dotted: "4.09", name: "Conflict" },
  { code: 0x8c, dotted: "4.12", name: "Precondition Failed" },
  { code: 0x8d, dotted: "4.13", name: "Request Entity Too Large" },
  { code: 0x8f, dotted: "4.15", name: "Unsupported Content-Format" },
  { code: 0x96, dotted: "4.22", name: "Unprocessable Entity" },
  { code: 0x9d, dotted: "4.29", name: "Too Many Requests" },
  { code: 0xa0, dotted: "5.00", name: "Internal Server Error" },
  { code: 0xa1, dotted: "5.01", name: "Not Implemented" },
  { code: 0xa2, dotted: "5.02", name: "Bad Gateway" },
  { code: 0xa3, dotted: "5.03", name: "Service Unavailable" },
  { code: 0xa4, dotted: "5.04", name: "Gateway Timeout" },
  { code: 0xa5, dotted: "5.05", name: "Proxying Not Supported" },
  { code: 0xe1, dotted: "7.01", name: "CSM" },
  { code: 0xe2, dotted: "7.02", name: "Ping" },
  { code: 0xe3, dotted: "7.03", name: "Pong" },
  { code: 0xe4, dotted: "7.04", name: "Release" },
  { code: 0xe5, dotted: "7.05", name: "Abort" },
] as const;

export type CoapCodeName = (typeof coapCodes)[number]["name"];

/** The byte of a code by its name. */
export function codeOf(name: CoapCodeName): number {
  return coapCodes.find((entry) => entry.name === name)?.code ?? 0;
}

/** The code as people write it: `2.05`, `0.01`. */
export function dottedCode(code: number): string {
  return `${code >> 5}.${(code & 0x1f).toString().padStart(2, "0")}`;
}

/** The code with its name: `GET`, `2.05 Content`; `4.31` where it has none. */
export function codeLabel(code: number): string {
  const known = coapCodes.find((entry) => entry.code === code);
  if (known === undefined) return dottedCode(code);
  return code < 0x20 ? known.name : `${known.dotted} ${known.name}`;
}

/** True for a method (class 0, but not the empty message). */
export function isRequestCode(code: number): boolean {
  return code > 0 && code < 0x20;
}

/** True for a response: classes 2, 4 and 5. */
export function isResponseCode(code: number): boolean {
  return code >= 0x40 && code < 0xc0;
}

/** True for class 7: what peers on a stream tell each other of the connection (RFC 8323 §5). */
export function isSignalCode(code: number): boolean {
  return code >= 0xe0;
}

/** True for class 2. */
export function isSuccess(code: number): boolean {
  return code >> 5 === 2;
}
