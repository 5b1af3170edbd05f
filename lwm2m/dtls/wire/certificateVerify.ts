import { concatBytes } from "../../base/bytes.js";
import { ByteReader } from "./byteReader.js";
import { undecodable, type Parsed } from "./parsed.js";
import { uint, vector } from "./write.js";

/** CertificateVerify (RFC 5246 §7.4.8). */
export interface CertificateVerify {
  readonly signature: number;
  readonly signed: Uint8Array;
}

/** Reads a CertificateVerify. */
export function parseCertificateVerify(body: Uint8Array): Parsed<CertificateVerify> {
  const reader = new ByteReader(body);
  const signature = reader.uint(2);
  const signed = reader.vector(2);
  return reader.isComplete ? { value: { signature, signed } } : undecodable("CertificateVerify");
}

/** Writes a CertificateVerify. */
export function printCertificateVerify({ signature, signed }: CertificateVerify): Uint8Array {
  return concatBytes(uint(signature, 2), vector(2, signed));
}
