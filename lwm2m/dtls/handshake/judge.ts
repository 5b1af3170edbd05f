import type { PeerVerifier, PresentedCredential, RefusalReason, VerificationContext } from "../credentials.js";
import type { PublicKey } from "../crypto/publicKeys.js";
import type { HandshakeOutcome } from "../handshakeReport.js";
import type { PeerIdentity } from "../identity.js";
import type { HandshakeDraft } from "../report/handshakeDraft.js";
import type { AlertName } from "../tables/alerts.js";
import type { CertificateType } from "../tables/certificateTypes.js";
import { parseCertificateMessage } from "../wire/certificateMessage.js";
import { publicKeyOf } from "./ownCredential.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** A peer whose credential is trusted; it has still to prove that it has the private key. */
export interface TrustedPeer {
  readonly kind: "trusted";
  readonly credential: PresentedCredential;
  readonly identity: PeerIdentity;
  readonly publicKey: PublicKey;
}

const outcomes: Readonly<Record<RefusalReason, readonly [HandshakeOutcome, AlertName]>> = {
  "wrong credential kind": ["wrong credential kind", "unsupported_certificate"],
  "not trusted": ["not trusted", "unknown_ca"],
  expired: ["certificate expired", "certificate_expired"],
  "not yet valid": ["certificate not yet valid", "certificate_expired"],
  "wrong name": ["wrong name", "certificate_unknown"],
  "wrong usage": ["wrong usage", "unsupported_certificate"],
  damaged: ["protocol error", "bad_certificate"],
};

/** A Certificate message as it came, and what it is held against. */
export interface ShownCertificate {
  readonly body: Uint8Array;
  readonly type: CertificateType;
  readonly verify: PeerVerifier | undefined;
  readonly context: VerificationContext;
  /** What it means if it is empty. */
  readonly ifEmpty: HandshakeFailure;
}

/** Reads what a peer has shown, writes it down, and decides about it. */
export function judgeShown(
  { body, type, verify, context, ifEmpty }: ShownCertificate,
  draft: HandshakeDraft,
): TrustedPeer | HandshakeFailure {
  const { value, problem } = parseCertificateMessage(body, type);
  if (value === undefined) return protocolError(problem.alert, problem.sentence);
  draft.reached(`Certificate of the ${context.peerRole}`);
  draft.presented = value.credential;
  return value.credential === undefined ? ifEmpty : judge(value.credential, verify, context);
}

/** Decides about what a peer has shown; the alerts are those of RFC 5246 §7.2.2. */
function judge(
  credential: PresentedCredential,
  verify: PeerVerifier | undefined,
  context: VerificationContext,
): TrustedPeer | HandshakeFailure {
  const verdict = verify?.(credential, context) ?? nobodyTrusted;
  if (verdict.kind === "refused") {
    const [outcome, alert] = outcomes[verdict.reason];
    // A raw public key is vouched for by nobody, so that there is no authority to be unknown.
    const isUnknownKey = credential.kind === "rpk" && alert === "unknown_ca";
    return {
      kind: "fail",
      outcome,
      alert: isUnknownKey ? "certificate_unknown" : alert,
      problem: verdict.explanation,
    };
  }
  const publicKey = publicKeyOf(credential);
  if (publicKey !== undefined) return { kind: "trusted", credential, identity: verdict.identity, publicKey };
  return {
    kind: "fail",
    outcome: "wrong usage",
    alert: "unsupported_certificate",
    problem:
      "Its key is not on the curve P-256 or P-384, or not written as an uncompressed point. Issue one for such a key.",
  };
}

const nobodyTrusted = { kind: "refused", reason: "not trusted", explanation: "" } as const;
