import { hexCode, nameOf } from "./nameOf.js";

/** What a Certificate message may carry (RFC 7250 §3, RFC 6091 §3.1). */
export const certificateTypes = { "X.509": 0, OpenPGP: 1, RawPublicKey: 2 } as const;

/** Those that we show and check. */
export type CertificateType = "X.509" | "RawPublicKey";

/** A type that we show and check. */
export function certificateTypeOf(code: number): CertificateType | undefined {
  const name = nameOf(certificateTypes, code);
  return name === "OpenPGP" ? undefined : name;
}

/** The name of a type, or its number as `0x1234`. */
export function certificateTypeName(code: number): string {
  return nameOf(certificateTypes, code) ?? hexCode(code);
}
