import type { HandshakeOutcome } from "../handshakeReport.js";
import type { HandshakeDraft } from "./handshakeDraft.js";

/** Alerts that mean one thing wherever they come. */
const meanings: Readonly<Record<string, HandshakeOutcome>> = {
  unknown_psk_identity: "unknown identity",
  decrypt_error: "wrong key",
  protocol_version: "unsupported version",
  insufficient_security: "no common cipher suite",
};

/** What they mean about a certificate or a raw public key of ours (RFC 5246 §7.2.2, RFC 7250 §4). */
const meaningsForCertificates: Readonly<Record<string, HandshakeOutcome>> = {
  ...meanings,
  decrypt_error: "wrong private key",
  unknown_ca: "not trusted",
  certificate_unknown: "not trusted",
  bad_certificate: "not trusted",
  certificate_revoked: "not trusted",
  access_denied: "not trusted",
  certificate_expired: "certificate expired",
  unsupported_certificate: "wrong credential kind",
  certificate_required: "no certificate",
  no_certificate: "no certificate",
};

/** What the alert of a peer says about a handshake. */
export function outcomeOfAlert(
  name: string,
  { role, step, suite, identity, withheld }: Pick<HandshakeDraft, "role" | "step" | "suite" | "identity" | "withheld">,
): HandshakeOutcome {
  const isAnswerToHello = step === "ClientHello" || step === "HelloVerifyRequest";
  if (role === "client" && name === "handshake_failure" && isAnswerToHello) return "no common cipher suite";
  // A client without a pre-shared key offers nothing else.
  const usesCertificates = suite?.keyExchange === "ecdhe_ecdsa" || (role === "client" && identity === undefined);
  if (usesCertificates) {
    if (name === "handshake_failure" && withheld !== undefined) return "no certificate";
    return meaningsForCertificates[name] ?? "alert from the peer";
  }
  // Before Finished nothing is encrypted, so that only Finished can have a bad MAC.
  if (name === "bad_record_mac" || name === "decryption_failed") return "wrong key";
  return meanings[name] ?? "alert from the peer";
}
