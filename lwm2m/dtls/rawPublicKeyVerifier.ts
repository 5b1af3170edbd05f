import { createHash } from "node:crypto";
import { toHex } from "../base/bytes.js";
import type { PeerVerifier } from "./credentials.js";
import type { RawPublicKeyIdentity } from "./identity.js";

/** The identity that a raw public key proves, by its SubjectPublicKeyInfo (DER). */
export function identityOfPublicKey(publicKeyInfo: Uint8Array): RawPublicKeyIdentity {
  const fingerprint = createHash("sha256").update(publicKeyInfo).digest("hex");
  return { kind: "rpk", fingerprint, publicKey: toHex(publicKeyInfo) };
}

/**
 * Trusts the raw public keys that somebody knows. As nobody vouches for them, nothing but the key itself counts
 * (RFC 7250 §6); it is written in one way only, so that its fingerprint is always the same.
 */
export function rawPublicKeyVerifier(isKnown: (key: RawPublicKeyIdentity) => boolean): PeerVerifier {
  return (credential, { peerRole }) => {
    if (credential.kind !== "rpk")
      return {
        kind: "refused",
        reason: "wrong credential kind",
        explanation: "It shows a certificate where only raw public keys are known. Give it a raw public key.",
      };
    const identity = identityOfPublicKey(credential.publicKey);
    if (isKnown(identity)) return { kind: "trusted", identity };
    const explanation =
      peerRole === "client"
        ? `Its SHA-256 fingerprint is ${identity.fingerprint}, and no device is known by it. Compare it with the public ` +
          "key in the device (/0/x/3), and add it here if it is the device that you mean."
        : `Its SHA-256 fingerprint is ${identity.fingerprint}, which is not that of the public key that was set up for ` +
          "this server (/0/x/4). Compare both.";
    return { kind: "refused", reason: "not trusted", explanation };
  };
}

/** One verifier for peers that may show either kind. */
export function verifierOfBoth(verifiers: { readonly rpk: PeerVerifier; readonly x509: PeerVerifier }): PeerVerifier {
  return (credential, context) => verifiers[credential.kind](credential, context);
}
