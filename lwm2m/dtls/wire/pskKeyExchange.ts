import { fromUtf8, toHex, toUtf8 } from "../../base/bytes.js";
import { ByteReader } from "./byteReader.js";
import { undecodable, type Parsed } from "./parsed.js";
import { vector } from "./write.js";

/** No identity is longer: it is what every implementation must support, and what LwM2M's tests ask (RFC 4279 §5.3). */
const longestIdentity = 128;

/** Reads the identity of a ClientKeyExchange (RFC 4279 §2): as text, or as `0x…` if it is no UTF-8. */
export function parsePskClientKeyExchange(body: Uint8Array): Parsed<{ readonly identity: string }> {
  const reader = new ByteReader(body);
  const identity = reader.vector(2);
  if (!reader.isComplete) return undecodable("ClientKeyExchange");
  if (identity.length <= longestIdentity) return { value: { identity: toUtf8(identity) ?? `0x${toHex(identity)}` } };
  const sentence = `Its PSK identity has ${identity.length} bytes; the longest that is taken has ${longestIdentity}.`;
  return { problem: { alert: "illegal_parameter", sentence } };
}

/** Writes a ClientKeyExchange with an identity (RFC 4279 §2, §5.1). */
export function printPskClientKeyExchange(identity: string): Uint8Array {
  return vector(2, fromUtf8(identity));
}

/** Reads the hint of a ServerKeyExchange (RFC 4279 §2), which says which identity to use; LwM2M knows that already. */
export function parsePskServerKeyExchange(body: Uint8Array): Parsed<{ readonly hint: Uint8Array }> {
  const reader = new ByteReader(body);
  const hint = reader.vector(2);
  return reader.isComplete ? { value: { hint } } : undecodable("ServerKeyExchange");
}
