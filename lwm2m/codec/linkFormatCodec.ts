import { fromUtf8, toUtf8 } from "../base/bytes.js";
import type { Codec, Decoded } from "./codec.js";
import { createFindings } from "./findings.js";
import { parseLinks, type Link } from "./linkFormat.js";

/** `application/link-format` (RFC 6690): names places and holds no values. */
export const linkFormatCodec: Codec = {
  decode: decodeLinks,
  encode: () => ({ problem: "A list of links holds no values; choose text, SenML or TLV." }),
};

export interface DecodedLinks extends Decoded {
  readonly links: readonly Link[];
}

/** The links of a payload, with problems as every codec has them. */
export function decodeLinks(payload: Uint8Array): DecodedLinks {
  const findings = createFindings();
  const text = toUtf8(payload);
  if (text === undefined) findings.problem(0, "The list of links is not UTF-8; it is read as Latin-1.");
  const { links, problems } = parseLinks(text ?? latin1Text(payload));
  for (const { offset, message } of problems) {
    findings.problem(text === undefined ? offset : fromUtf8(text.slice(0, offset)).length, message);
  }
  return { ...findings.decoded(), links };
}

/** Text of which each byte is a character. */
function latin1Text(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
