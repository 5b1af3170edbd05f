import { hexCode, nameOf } from "./nameOf.js";

/** The groups in which we agree on keys (RFC 8422 §5.1.1), by the names that `node:crypto` has for them. */
export const groups = { "P-256": 23, "P-384": 24, X25519: 29 } as const;

export type GroupName = keyof typeof groups;

/** Those that we offer, the one we like best first: every LwM2M peer has P-256 (RFC 7251 §2). */
export const preferredGroups: readonly GroupName[] = ["P-256", "X25519", "P-384"];

const otherGroups = {
  "P-224": 21,
  secp256k1: 22,
  "P-521": 25,
  brainpoolP256r1: 26,
  brainpoolP384r1: 27,
  brainpoolP512r1: 28,
  X448: 30,
  ffdhe2048: 256,
  ffdhe3072: 257,
  ffdhe4096: 258,
  ffdhe6144: 259,
  ffdhe8192: 260,
} as const;

/** A group that we speak. */
export function groupOf(code: number): GroupName | undefined {
  return nameOf(groups, code);
}

/** The name of a group, or its number as `0x1234`. */
export function groupName(code: number): string {
  return groupOf(code) ?? nameOf(otherGroups, code) ?? hexCode(code);
}
