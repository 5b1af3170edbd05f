import { createPublicKey, type KeyObject } from "node:crypto";
import { equalBytes, fromHex } from "../../base/bytes.js";

/** A public key with which signatures are checked. */
export interface PublicKey {
  readonly curve: "P-256" | "P-384";
  readonly key: KeyObject;
}

/**
 * What stands before an uncompressed point in a SubjectPublicKeyInfo (RFC 5480 §2). There is one way to write a key, so
 * that the same key always has the same fingerprint, and no curve is taken that comes with its own parameters.
 */
const prefixes = {
  "P-256": { bytes: fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"), length: 64 },
  "P-384": { bytes: fromHex("3076301006072a8648ce3d020106052b8104002203620004"), length: 96 },
} as const;

/** Reads a SubjectPublicKeyInfo (DER) of a key on P-256 or P-384; undefined if it is none, or not on its curve. */
export function parsePublicKey(info: Uint8Array): PublicKey | undefined {
  for (const curve of ["P-256", "P-384"] as const) {
    const { bytes, length } = prefixes[curve];
    if (bytes === undefined || info.length !== bytes.length + length) continue;
    if (!equalBytes(info.subarray(0, bytes.length), bytes)) continue;
    try {
      return { curve, key: createPublicKey({ key: Buffer.from(info), type: "spki", format: "der" }) };
    } catch {
      return undefined;
    }
  }
  return undefined;
}
