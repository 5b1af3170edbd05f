import { concatBytes } from "../../base/bytes.js";
import { ByteReader } from "./byteReader.js";
import { parseNumbers, printNumberList } from "./numberList.js";
import { undecodable, type Parsed } from "./parsed.js";
import { vector } from "./write.js";

/** A certificate whose key signs with ECDSA (RFC 8422 §5.5). */
export const ecdsaSign = 64;

/** CertificateRequest (RFC 5246 §7.4.4). */
export interface CertificateRequest {
  readonly types: readonly number[];
  readonly signatures: readonly number[];
}

/** Reads a CertificateRequest. The names of authorities are passed over: a device has one certificate. */
export function parseCertificateRequest(body: Uint8Array): Parsed<CertificateRequest> {
  const reader = new ByteReader(body);
  const types = parseNumbers(reader.vector(1), 1);
  const signatures = parseNumbers(reader.vector(2), 2);
  reader.vector(2);
  if (!reader.isComplete || types === undefined || signatures === undefined) return undecodable("CertificateRequest");
  return { value: { types, signatures } };
}

/** Writes a CertificateRequest that names no authorities, so that a client shows what it has. */
export function printCertificateRequest({ types, signatures }: CertificateRequest): Uint8Array {
  return concatBytes(printNumberList(types, 1, 1), printNumberList(signatures, 2, 2), vector(2));
}
