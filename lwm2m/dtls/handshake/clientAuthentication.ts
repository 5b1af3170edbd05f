import { listed } from "../../base/words.js";
import type { PresentedCredential } from "../credentials.js";
import { sign } from "../crypto/sign.js";
import type { CertificateType } from "../tables/certificateTypes.js";
import { signatureName, signatures, type SignatureName } from "../tables/signatures.js";
import { ecdsaSign, parseCertificateRequest } from "../wire/certificateRequest.js";
import { printCertificateVerify } from "../wire/certificateVerify.js";
import { signatureFor, type OwnCredential } from "./ownCredential.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** What we answer to a server that asks who we are. */
export interface ClientAuthentication {
  readonly kind: "answer";
  /** Undefined if nothing we have fits, which an empty Certificate says (RFC 5246 §7.4.6). */
  readonly shown?: PresentedCredential;
  /** Why nothing is shown, as a sentence. */
  readonly withheld?: string;
  /** The body of CertificateVerify about everything that was said (RFC 5246 §7.4.8); undefined if nothing is shown. */
  readonly prove: (said: Uint8Array) => Uint8Array | undefined;
}

/** Reads a CertificateRequest, and decides what to show. */
export function answerCertificateRequest(
  body: Uint8Array,
  own: OwnCredential,
  type: CertificateType,
): ClientAuthentication | HandshakeFailure {
  const { value, problem } = parseCertificateRequest(body);
  if (value === undefined) return protocolError(problem.alert, problem.sentence);
  if ((type === "RawPublicKey") !== (own.shown.kind === "rpk"))
    return {
      kind: "fail",
      outcome: "wrong credential kind",
      alert: "unsupported_certificate",
      problem: `It asks for the type ${type}, and we have only a raw public key (RFC 7250).`,
    };
  const signature = value.types.includes(ecdsaSign) ? signatureFor(own.curve, value.signatures) : undefined;
  if (signature !== undefined)
    return { kind: "answer", shown: own.shown, prove: (said) => proofOf(own, signature, said) };
  const withheld =
    `It asks for signatures with ${listed(value.signatures.map(signatureName)) || "none"}, and our key signs with ` +
    "ECDSA and SHA-256 or SHA-384.";
  return { kind: "answer", withheld, prove: () => undefined };
}

function proofOf({ privateKey }: OwnCredential, signature: SignatureName, said: Uint8Array): Uint8Array {
  return printCertificateVerify({ signature: signatures[signature], signed: sign(signature, privateKey, said) });
}
