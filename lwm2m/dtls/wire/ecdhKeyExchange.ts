import { concatBytes } from "../../base/bytes.js";
import { ByteReader } from "./byteReader.js";
import { undecodable, type Parsed } from "./parsed.js";
import { uint, vector } from "./write.js";

/** named_curve, the one type of curve that is left (RFC 8422 §5.4). */
const namedCurve = 3;

/** A public key of one handshake, in its group. */
export interface EcdhParameters {
  readonly group: number;
  readonly publicKey: Uint8Array;
}

/** ServerKeyExchange with a signature (RFC 8422 §5.4). */
export interface SignedEcdhParameters extends EcdhParameters {
  readonly signature: number;
  readonly signed: Uint8Array;
}

/** Writes the parameters, which are also what is signed. */
export function printEcdhParameters({ group, publicKey }: EcdhParameters): Uint8Array {
  return concatBytes(uint(namedCurve, 1), uint(group, 2), vector(1, publicKey));
}

function readEcdhParameters(reader: ByteReader): EcdhParameters | undefined {
  const type = reader.uint(1);
  const group = reader.uint(2);
  const publicKey = reader.vector(1);
  return type === namedCurve ? { group, publicKey } : undefined;
}

/** Reads a ServerKeyExchange of ECDHE_ECDSA. */
export function parseSignedEcdhParameters(body: Uint8Array): Parsed<SignedEcdhParameters> {
  const reader = new ByteReader(body);
  const parameters = readEcdhParameters(reader);
  const signature = reader.uint(2);
  const signed = reader.vector(2);
  if (!reader.isComplete || parameters === undefined) return undecodable("ServerKeyExchange");
  return { value: { ...parameters, signature, signed } };
}

/** Writes a ServerKeyExchange of ECDHE_ECDSA. */
export function printSignedEcdhParameters({ signature, signed, ...parameters }: SignedEcdhParameters): Uint8Array {
  return concatBytes(printEcdhParameters(parameters), uint(signature, 2), vector(2, signed));
}

/** Reads a ServerKeyExchange of ECDHE_PSK: a hint, which is passed over, then the parameters (RFC 5489 §2). */
export function parseHintedEcdhParameters(body: Uint8Array): Parsed<EcdhParameters> {
  const reader = new ByteReader(body);
  reader.vector(2);
  const value = readEcdhParameters(reader);
  return reader.isComplete && value !== undefined ? { value } : undecodable("ServerKeyExchange");
}

/** Writes a ServerKeyExchange of ECDHE_PSK with an empty hint. */
export function printHintedEcdhParameters(parameters: EcdhParameters): Uint8Array {
  return concatBytes(vector(2), printEcdhParameters(parameters));
}

/** Reads a ClientKeyExchange of ECDHE_ECDSA (RFC 8422 §5.7). */
export function parseEcdhClientKeyExchange(body: Uint8Array): Parsed<{ readonly publicKey: Uint8Array }> {
  const reader = new ByteReader(body);
  const publicKey = reader.vector(1);
  return reader.isComplete ? { value: { publicKey } } : undecodable("ClientKeyExchange");
}

/** Writes a ClientKeyExchange of ECDHE_ECDSA. */
export function printEcdhClientKeyExchange(publicKey: Uint8Array): Uint8Array {
  return vector(1, publicKey);
}
