import { concatBytes, fromUtf8, toHex, toUtf8 } from "../../base/bytes.js";
import { ByteReader } from "./byteReader.js";
import { undecodable, type Parsed } from "./parsed.js";
import { vector } from "./write.js";

/** No identity is longer: it is what every implementation must support, and what LwM2M's tests ask (RFC 4279 §5.3). */
const longestIdentity = 128;

/** ClientKeyExchange with a PSK identity. */
export interface PskClientKeyExchange {
  /** As text, or as `0x…` if it is no UTF-8. */
  readonly identity: string;
  /** The public key of one handshake, with ECDHE_PSK only. */
  readonly publicKey?: Uint8Array;
}

/** Reads a ClientKeyExchange of PSK (RFC 4279 §2), or of ECDHE_PSK if `hasPublicKey` (RFC 5489 §2). */
export function parsePskClientKeyExchange(body: Uint8Array, hasPublicKey = false): Parsed<PskClientKeyExchange> {
  const reader = new ByteReader(body);
  const name = reader.vector(2);
  const publicKey = hasPublicKey ? { publicKey: reader.vector(1) } : {};
  if (!reader.isComplete) return undecodable("ClientKeyExchange");
  if (name.length <= longestIdentity) return { value: { identity: toUtf8(name) ?? `0x${toHex(name)}`, ...publicKey } };
  const sentence = `Its PSK identity has ${name.length} bytes; the longest that is taken has ${longestIdentity}.`;
  return { problem: { alert: "illegal_parameter", sentence } };
}

/** Writes a ClientKeyExchange with an identity (RFC 4279 §2, §5.1, RFC 5489 §2). */
export function printPskClientKeyExchange(identity: string, publicKey?: Uint8Array): Uint8Array {
  return concatBytes(vector(2, fromUtf8(identity)), ...(publicKey === undefined ? [] : [vector(1, publicKey)]));
}

/** Reads the hint of a ServerKeyExchange (RFC 4279 §2), which says which identity to use; LwM2M knows that already. */
export function parsePskServerKeyExchange(body: Uint8Array): Parsed<{ readonly hint: Uint8Array }> {
  const reader = new ByteReader(body);
  const hint = reader.vector(2);
  return reader.isComplete ? { value: { hint } } : undecodable("ServerKeyExchange");
}
