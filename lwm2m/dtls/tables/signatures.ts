import { hexCode, nameOf } from "./nameOf.js";

/** Signatures that we make and check: hash, then algorithm (RFC 5246 §7.4.1.4.1). The one we like best first. */
export const signatures = { "ECDSA with SHA-256": 0x0403, "ECDSA with SHA-384": 0x0503 } as const;

export type SignatureName = keyof typeof signatures;

/** Each of our signatures, the one we like best first. */
export const signatureNames: readonly SignatureName[] = ["ECDSA with SHA-256", "ECDSA with SHA-384"];

const otherSignatures = {
  "RSA with SHA-1": 0x0201,
  "ECDSA with SHA-1": 0x0203,
  "RSA with SHA-224": 0x0301,
  "ECDSA with SHA-224": 0x0303,
  "RSA with SHA-256": 0x0401,
  "RSA with SHA-384": 0x0501,
  "RSA with SHA-512": 0x0601,
  "ECDSA with SHA-512": 0x0603,
  "RSA-PSS with SHA-256": 0x0804,
  "RSA-PSS with SHA-384": 0x0805,
  "RSA-PSS with SHA-512": 0x0806,
  Ed25519: 0x0807,
  Ed448: 0x0808,
  "RSA-PSS with SHA-256, PSS key": 0x0809,
  "RSA-PSS with SHA-384, PSS key": 0x080a,
  "RSA-PSS with SHA-512, PSS key": 0x080b,
} as const;

/** A signature that we make and check. */
export function signatureOf(code: number): SignatureName | undefined {
  return nameOf(signatures, code);
}

/** The name of a signature, or its number as `0x1234`. */
export function signatureName(code: number): string {
  return signatureOf(code) ?? nameOf(otherSignatures, code) ?? hexCode(code);
}
