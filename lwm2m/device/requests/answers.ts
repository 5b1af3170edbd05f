import { fromUtf8 } from "../../base/bytes.js";
import { codeOf, type CoapCodeName } from "../../coap/codes.js";
import type { CoapResponse } from "../../coap/exchange.js";

/** A refusal with a diagnostic payload for people (RFC 7252 §5.5.2). */
export function refuse(code: CoapCodeName, diagnostic: string): CoapResponse {
  return { code: codeOf(code), payload: fromUtf8(diagnostic) };
}

/** A success without a payload. */
export function done(code: "Changed" | "Deleted"): CoapResponse {
  return { code: codeOf(code) };
}
