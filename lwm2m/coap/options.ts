/**
 * The options that this layer knows (RFC 7252 §12.2, RFC 7641, RFC 7959, RFC 9175), with the format of their values and
 * the longest value each may have. An option with an odd number is critical.
 */
export const optionTable = [
  { number: 1, name: "If-Match", format: "opaque", maximum: 8 },
  { number: 3, name: "Uri-Host", format: "string", maximum: 255 },
  { number: 4, name: "ETag", format: "opaque", maximum: 8 },
  { number: 5, name: "If-None-Match", format: "empty", maximum: 0 },
  { number: 6, name: "Observe", format: "uint", maximum: 3 },
  { number: 7, name: "Uri-Port", format: "uint", maximum: 2 },
  { number: 8, name: "Location-Path", format: "string", maximum: 255 },
  { number: 11, name: "Uri-Path", format: "string", maximum: 255 },
  { number: 12, name: "Content-Format", format: "uint", maximum: 2 },
  { number: 14, name: "Max-Age", format: "uint", maximum: 4 },
  { number: 15, name: "Uri-Query", format: "string", maximum: 255 },
  { number: 17, name: "Accept", format: "uint", maximum: 2 },
  { number: 20, name: "Location-Query", format: "string", maximum: 255 },
  { number: 23, name: "Block2", format: "block", maximum: 3 },
  { number: 27, name: "Block1", format: "block", maximum: 3 },
  { number: 28, name: "Size2", format: "uint", maximum: 4 },
  { number: 35, name: "Proxy-Uri", format: "string", maximum: 1034 },
  { number: 39, name: "Proxy-Scheme", format: "string", maximum: 255 },
  { number: 60, name: "Size1", format: "uint", maximum: 4 },
  { number: 252, name: "Echo", format: "opaque", maximum: 40 },
  { number: 258, name: "No-Response", format: "uint", maximum: 1 },
  { number: 292, name: "Request-Tag", format: "opaque", maximum: 8 },
] as const;

export type OptionName = (typeof optionTable)[number]["name"];
export type OptionFormat = (typeof optionTable)[number]["format"];
