import { verify } from "node:crypto";
import { publicKeyOf, type Certificate } from "./certificate.js";

/** An algorithm with which authorities sign. */
interface SignatureAlgorithm {
  readonly name: string;
  readonly key: "ec" | "rsa" | "ed25519";
  /** Undefined if the algorithm has its own. */
  readonly hash?: "sha256" | "sha384" | "sha512";
}

/** Algorithms that we verify (RFC 5758 §3.2, RFC 8017 §A.2.4, RFC 8410 §3). Those with SHA-1 or MD5 are not among them. */
const signatureAlgorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  "1.2.840.10045.4.3.2": { name: "ecdsa-with-SHA256", key: "ec", hash: "sha256" },
  "1.2.840.10045.4.3.3": { name: "ecdsa-with-SHA384", key: "ec", hash: "sha384" },
  "1.2.840.10045.4.3.4": { name: "ecdsa-with-SHA512", key: "ec", hash: "sha512" },
  "1.2.840.113549.1.1.11": { name: "sha256WithRSAEncryption", key: "rsa", hash: "sha256" },
  "1.2.840.113549.1.1.12": { name: "sha384WithRSAEncryption", key: "rsa", hash: "sha384" },
  "1.2.840.113549.1.1.13": { name: "sha512WithRSAEncryption", key: "rsa", hash: "sha512" },
  "1.3.101.112": { name: "Ed25519", key: "ed25519" },
};

/** Algorithms that are seen and not verified, so that they can be named. */
const otherAlgorithms: Readonly<Record<string, string>> = {
  "1.2.840.10045.4.1": "ecdsa-with-SHA1",
  "1.2.840.113549.1.1.4": "md5WithRSAEncryption",
  "1.2.840.113549.1.1.5": "sha1WithRSAEncryption",
  "1.2.840.113549.1.1.10": "RSASSA-PSS",
};

/** The name of an algorithm, or its identifier. */
export function signatureAlgorithmName(id: string): string {
  return signatureAlgorithms[id]?.name ?? otherAlgorithms[id] ?? id;
}

/** What comes of verifying a signature. */
export type SignatureVerdict = "valid" | "wrong" | "unknown algorithm" | "unusable key";

/** Verifies that `issuer` has signed the certificate (RFC 5280 §6.1.3 a 1). */
export function verifySignature({ signed }: Certificate, issuer: Certificate): SignatureVerdict {
  const algorithm = signatureAlgorithms[signed.algorithm];
  if (algorithm === undefined) return "unknown algorithm";
  const key = publicKeyOf(issuer);
  if (key === undefined) return "unusable key";
  if (key.asymmetricKeyType !== algorithm.key) return "wrong";
  try {
    return verify(algorithm.hash, signed.content, key, signed.signature) ? "valid" : "wrong";
  } catch {
    // A key that the runtime reads, but has no use for, such as one of a curve that it does not compute with.
    return "unusable key";
  }
}
