import type { PublicKey } from "../crypto/publicKeys.js";
import { isSignedBy } from "../crypto/sign.js";
import { signatureName, signatureOf } from "../tables/signatures.js";
import { parseCertificateVerify } from "../wire/certificateVerify.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** Checks a CertificateVerify about everything that was said before it (RFC 5246 §7.4.8); undefined if it is right. */
export function checkPossession(
  message: HandshakeMessage,
  publicKey: PublicKey,
  said: Uint8Array,
): HandshakeFailure | undefined {
  const { value, problem } = parseCertificateVerify(message.body);
  if (value === undefined) return protocolError(problem.alert, problem.sentence);
  return checkSignature(publicKey, { ...value, bytes: said });
}

/** Checks a signature of the peer; undefined if it is right. */
export function checkSignature(
  publicKey: PublicKey,
  given: { readonly signature: number; readonly signed: Uint8Array; readonly bytes: Uint8Array },
): HandshakeFailure | undefined {
  const signature = signatureOf(given.signature);
  if (signature === undefined)
    return protocolError(
      "illegal_parameter",
      `It signs with ${signatureName(given.signature)}, which was not offered.`,
    );
  if (isSignedBy(publicKey, signature, given.bytes, given.signed)) return undefined;
  return { kind: "fail", outcome: "wrong private key", alert: "decrypt_error", problem: "" };
}
