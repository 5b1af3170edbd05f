import type { PresentedCredential } from "../credentials.js";
import type { CertificateType } from "../tables/certificateTypes.js";
import { ByteReader } from "./byteReader.js";
import { undecodable, type Parsed } from "./parsed.js";
import { vector } from "./write.js";

/** No path needs more certificates, and what is kept of a peer must not be many times as large as what it sends. */
const mostCertificates = 16;

/** What a Certificate message shows; undefined if it is empty, as a client's may be (RFC 5246 §7.4.6). */
export interface CertificateMessage {
  readonly credential?: PresentedCredential;
}

/**
 * Reads a Certificate message: a list of certificates (RFC 5246 §7.4.2), or a bare SubjectPublicKeyInfo without a list
 * around it (RFC 7250 §3). What is inside is not looked at. The bytes are copied.
 */
export function parseCertificateMessage(body: Uint8Array, type: CertificateType): Parsed<CertificateMessage> {
  const reader = new ByteReader(body);
  const content = reader.vector(3);
  if (!reader.isComplete) return undecodable("Certificate");
  if (content.length === 0) return { value: {} };
  if (type === "RawPublicKey") return { value: { credential: { kind: "rpk", publicKey: Uint8Array.from(content) } } };
  const list = new ByteReader(content);
  const chain: Uint8Array[] = [];
  while (!list.isAtEnd) {
    if (chain.length === mostCertificates) return { problem: tooMany };
    chain.push(Uint8Array.from(list.vector(3)));
  }
  if (list.isBroken || chain.some((certificate) => certificate.length === 0)) return undecodable("Certificate");
  return { value: { credential: { kind: "x509", chain } } };
}

const tooMany = {
  alert: "bad_certificate",
  sentence:
    `It shows more than ${mostCertificates} certificates, of which no more are read. Let it show its own and those that ` +
    "lead from there to the trusted one.",
} as const;

/** Writes a Certificate message; without a credential it is empty. */
export function printCertificateMessage(credential: PresentedCredential | undefined): Uint8Array {
  if (credential === undefined) return vector(3);
  if (credential.kind === "rpk") return vector(3, credential.publicKey);
  return vector(3, ...credential.chain.map((certificate) => vector(3, certificate)));
}
