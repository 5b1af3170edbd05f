import { createECDH, createPublicKey, diffieHellman, generateKeyPairSync } from "node:crypto";
import { concatBytes, fromHex } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import type { GroupName } from "../tables/groups.js";

/** Our part of an ephemeral key agreement (RFC 8422 §2). */
export interface KeyShare {
  readonly group: GroupName;
  /** What the peer gets: an uncompressed point, or the 32 bytes of X25519 (RFC 8422 §5.4, §5.4.1). */
  readonly publicKey: Uint8Array;
  /** The secret that both sides have, or undefined if what the peer sent is no public key of the group. */
  readonly agree: (peer: Uint8Array) => Secret | undefined;
}

/** Makes a key for one handshake. */
export function createKeyShare(group: GroupName): KeyShare {
  switch (group) {
    case "P-256":
      return createCurveShare(group, "prime256v1", 65);
    case "P-384":
      return createCurveShare(group, "secp384r1", 97);
    case "X25519":
      return createX25519Share();
  }
}

/** The first byte of an uncompressed point, the one form that is allowed (RFC 8422 §5.1.2). */
const uncompressed = 4;

function createCurveShare(group: GroupName, curve: string, pointLength: number): KeyShare {
  const ecdh = createECDH(curve);
  const publicKey = Uint8Array.from(ecdh.generateKeys());
  return {
    group,
    publicKey,
    agree: (peer) => {
      if (peer.length !== pointLength || peer[0] !== uncompressed) return undefined;
      // It throws for a point that is not on the curve, which would give parts of our key away.
      return attempt(() => ecdh.computeSecret(peer));
    },
  };
}

/** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410 §4). */
const x25519Prefix = fromHex("302a300506032b656e032100") ?? new Uint8Array();
const x25519Length = 32;

function createX25519Share(): KeyShare {
  const { privateKey, publicKey } = generateKeyPairSync("x25519");
  const ours = publicKey.export({ type: "spki", format: "der" }).subarray(x25519Prefix.length);
  return {
    group: "X25519",
    publicKey: Uint8Array.from(ours),
    agree: (peer) => {
      if (peer.length !== x25519Length) return undefined;
      const key = Buffer.from(concatBytes(x25519Prefix, peer));
      const secret = attempt(() =>
        diffieHellman({ privateKey, publicKey: createPublicKey({ key, type: "spki", format: "der" }) }),
      );
      // RFC 8422 §5.11: a result of zeros only means that the peer has decided it alone.
      return secret?.reveal().some((byte) => byte !== 0) === true ? secret : undefined;
    },
  };
}

function attempt(compute: () => Uint8Array): Secret | undefined {
  try {
    return new Secret(compute());
  } catch {
    return undefined;
  }
}
