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

/** What the table says of one option. */
export type OptionDefinition = (typeof optionTable)[number];

const byNumber = new Map<number, OptionDefinition>(optionTable.map((entry) => [entry.number, entry]));

/** What is known of the option with this number. */
export function optionOf(number: number): OptionDefinition | undefined {
  return byNumber.get(number);
}

/** The numbers of the options that the layers themselves read and write. */
export const optionNumbers = {
  etag: 4,
  observe: 6,
  locationPath: 8,
  uriPath: 11,
  contentFormat: 12,
  maxAge: 14,
  uriQuery: 15,
  accept: 17,
  block2: 23,
  block1: 27,
  size2: 28,
  proxyUri: 35,
  proxyScheme: 39,
  size1: 60,
  echo: 252,
  requestTag: 292,
} as const satisfies Readonly<Record<string, OptionDefinition["number"]>>;

const repeatable: ReadonlySet<OptionName> = new Set([
  "If-Match",
  "ETag",
  "Location-Path",
  "Uri-Path",
  "Uri-Query",
  "Location-Query",
  "Request-Tag",
]);

/** True if a message may have the option more than once (RFC 7252 §5.4.5). */
export function isRepeatable(definition: OptionDefinition): boolean {
  return repeatable.has(definition.name);
}

/** True if who does not understand the option must reject the message (RFC 7252 §5.4.1). */
export function isCritical(number: number): boolean {
  return (number & 1) === 1;
}
