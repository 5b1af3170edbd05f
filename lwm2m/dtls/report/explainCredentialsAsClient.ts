import { printAddress } from "../../base/datagram.js";
import {
  credentialNoun,
  named,
  sentences,
  type CredentialOutcome,
  type Explanations,
  type HandshakeFacts,
} from "./facts.js";

/** How handshakes end that we began, when certificates, raw public keys or kinds of credentials are the reason. */
export const explainCredentialsAsClient: Pick<Explanations, CredentialOutcome> = {
  "wrong credential kind": (facts) =>
    sentences(
      facts.problem === ""
        ? `${named(facts)} does not take the kind of credential that is used here` +
            `${facts.alertReceived === undefined ? "" : ` and said so with the alert ${facts.alertReceived}`}.`
        : `${named(facts)} and we use different kinds of credentials. ${facts.problem}`,
      "Use the credentials that were set up there for us (Security Mode 0 is a pre-shared key, 1 a raw public key, 2 a " +
        "certificate), or add credentials of our kind there.",
    ),

  "no certificate": (facts) =>
    sentences(
      `${named(facts)} asked for our ${credentialNoun(facts.clientCertificate)} and did not get it.`,
      facts.problem,
      "Use a key on a curve and with a signature that the server takes.",
    ),

  "not trusted": (facts) =>
    facts.alertReceived === undefined
      ? sentences(
          `The ${credentialNoun(facts.serverCertificate)} of ${theServer(facts)} is not trusted.`,
          facts.problem ||
            "Add it, or the authority that issued it, to what is trusted here, if it is the server that you mean.",
        )
      : sentences(
          `${named(facts)} does not trust our ${credentialNoun(facts.clientCertificate)} and said so with the alert ` +
            `${facts.alertReceived}.`,
          "Add it there, or the authority that issued it.",
        ),

  "certificate expired": (facts) =>
    facts.alertReceived === undefined
      ? sentences(
          `The certificate of ${theServer(facts)} is not valid any more.`,
          facts.problem || "Give the server a new one; if it is valid after all, compare the clocks.",
        )
      : sentences(
          `${named(facts)} finds that by its clock our certificate is not valid any more, or not yet (alert ` +
            `${facts.alertReceived}).`,
          "Look at the dates in it, and compare the clocks of both sides; if it has expired, use a new one.",
        ),

  "certificate not yet valid": (facts) =>
    sentences(
      `The certificate of ${theServer(facts)} is not valid yet.`,
      facts.problem || "See whether the clocks of this computer and of the one that issued it are right.",
    ),

  "wrong name": (facts) =>
    sentences(
      `The certificate of ${theServer(facts)} is of somebody else.`,
      facts.problem || "Use the name in the certificate in the URI, or give the server one with the name in the URI.",
    ),

  "wrong usage": (facts) =>
    sentences(
      `The certificate of ${theServer(facts)} is not for a server of DTLS.`,
      facts.problem ||
        "Issue one with the key usage digitalSignature and, if there is an extended key usage, with serverAuth.",
    ),

  "wrong private key": (facts) =>
    facts.step === "nothing"
      ? sentences(`No handshake with ${theServer(facts)} was begun.`, facts.problem, "Correct our credentials.")
      : facts.alertReceived === undefined
        ? sentences(
            `${named(facts)} does not have the private key of the ${credentialNoun(facts.serverCertificate)} that it shows: the ` +
              "signature in its ServerKeyExchange does not fit.",
            facts.problem,
            "Give it the private key that belongs to what it shows.",
          )
        : sentences(
            `${named(facts)} finds that our signature does not fit our ${credentialNoun(facts.clientCertificate)} (alert ` +
              `${facts.alertReceived}).`,
            "See whether the private key that is used here belongs to it.",
          ),
};

function theServer(facts: HandshakeFacts): string {
  return `the server at ${printAddress(facts.peer)}`;
}
