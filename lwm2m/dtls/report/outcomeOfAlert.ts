import type { HandshakeOutcome } from "../handshakeReport.js";
import type { HandshakeDraft } from "./handshakeDraft.js";

/** Alerts that mean one thing wherever they come. */
const meanings: Readonly<Record<string, HandshakeOutcome>> = {
  unknown_psk_identity: "unknown identity",
  decrypt_error: "wrong key",
  protocol_version: "unsupported version",
  insufficient_security: "no common cipher suite",
};

/** What the alert of a peer says about a handshake. */
export function outcomeOfAlert(name: string, { role, step }: Pick<HandshakeDraft, "role" | "step">): HandshakeOutcome {
  const isAnswerToHello = step === "ClientHello" || step === "HelloVerifyRequest";
  if (role === "client" && name === "handshake_failure" && isAnswerToHello) return "no common cipher suite";
  // Before Finished nothing is encrypted, so that only Finished can have a bad MAC.
  if (name === "bad_record_mac" || name === "decryption_failed") return "wrong key";
  return meanings[name] ?? "alert from the peer";
}
