import { sign as makeSignature, verify } from "node:crypto";
import type { PrivateKey } from "../../base/privateKey.js";
import type { SignatureName } from "../tables/signatures.js";
import type { PublicKey } from "./publicKeys.js";

const hashes = { "ECDSA with SHA-256": "sha256", "ECDSA with SHA-384": "sha384" } as const;

/** Signs bytes; the signature is a sequence of two numbers in DER (RFC 8422 §5.4). */
export function sign(signature: SignatureName, key: PrivateKey, bytes: Uint8Array): Uint8Array {
  return makeSignature(hashes[signature], bytes, { key: key.reveal(), dsaEncoding: "der" });
}

/** True if the owner of the key has signed the bytes. */
export function isSignedBy(
  { key }: PublicKey,
  signature: SignatureName,
  bytes: Uint8Array,
  signed: Uint8Array,
): boolean {
  try {
    return verify(hashes[signature], bytes, { key, dsaEncoding: "der" }, signed);
  } catch {
    return false;
  }
}
