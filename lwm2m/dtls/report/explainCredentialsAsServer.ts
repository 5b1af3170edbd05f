import {
  credentialNoun,
  named,
  ourSuites,
  sentences,
  suiteList,
  type CredentialOutcome,
  type Explanations,
  type HandshakeFacts,
} from "./facts.js";

/** How handshakes end that a device began, when certificates, raw public keys or kinds of credentials are the reason. */
export const explainCredentialsAsServer: Pick<Explanations, CredentialOutcome> = {
  "wrong credential kind": (facts) =>
    refusedOurs(facts, "It is of a kind that the device does not take: see its Security Mode (/0/x/2).") ??
    sentences(
      `${named(facts)} wants to prove itself with another kind of credential than this server has for it.`,
      facts.problem,
      facts.offeredSuites.length > 0 &&
        `It offers ${suiteList(facts.offeredSuites)}; this server has ${ourSuites(facts)}.`,
      "Set the Security Mode (/0/x/2) of the device to what this server has credentials for (0 is a pre-shared key, 1 a " +
        "raw public key, 2 a certificate), or add credentials of the device's kind here.",
      told(facts),
    ),

  "no certificate": (facts) =>
    refusedOurs(facts, "See what the device expects of a server (/0/x/4).") ??
    sentences(
      `${named(facts)} was asked for its ${credentialNoun(facts.clientCertificate)} and showed none, so nobody knows who it is.`,
      "See whether the device has its own certificate or public key and the private key for it (/0/x/3 and /0/x/5), and " +
        "whether its curve and signature are among those that this server asks for: ECDSA on P-256 or P-384 with " +
        "SHA-256 or SHA-384.",
      told(facts),
    ),

  "not trusted": (facts) =>
    refusedOurs(facts, "It does not trust it: put it, or the authority that issued it, into the device (/0/x/4).") ??
    sentences(
      `The ${credentialNoun(facts.clientCertificate)} of ${theDevice(facts)} is not trusted.`,
      facts.problem ||
        "Add it, or the authority that issued it, to what this server trusts, if it is the device that you mean.",
      told(facts),
    ),

  "certificate expired": (facts) =>
    refusedOurs(
      facts,
      "By its clock it is not valid any more, or not yet: set the device's clock, or renew the certificate.",
    ) ??
    sentences(
      `The certificate of ${theDevice(facts)} is not valid any more.`,
      facts.problem || "Give the device a new one; if it is valid after all, compare the clocks.",
      told(facts),
    ),

  "certificate not yet valid": (facts) =>
    sentences(
      `The certificate of ${theDevice(facts)} is not valid yet.`,
      facts.problem || "See whether the clocks of this computer and of the one that issued it are right.",
      told(facts),
    ),

  "wrong name": (facts) =>
    sentences(
      `The certificate of ${theDevice(facts)} is of somebody else.`,
      facts.problem || "Give the device a certificate with its own name.",
      told(facts),
    ),

  "wrong usage": (facts) =>
    sentences(
      `The certificate of ${theDevice(facts)} is not for a client of DTLS.`,
      facts.problem ||
        "Issue one with the key usage digitalSignature and, if there is an extended key usage, with clientAuth.",
      told(facts),
    ),

  "wrong private key": (facts) =>
    refusedOurs(facts, "Our signature does not fit it: see whether the private key of this server belongs to it.") ??
    (facts.alertSent === "internal_error"
      ? sentences(
          `No handshake with ${theDevice(facts)} is possible.`,
          facts.problem,
          "Correct the credentials of this server.",
        )
      : undefined) ??
    sentences(
      `${named(facts)} does not have the private key of the ${credentialNoun(facts.clientCertificate)} that it shows: the ` +
        "signature in its CertificateVerify does not fit.",
      facts.problem,
      "See whether the private key in the device (/0/x/5) is the one that belongs to its certificate or public key " +
        "(/0/x/3).",
      told(facts),
    ),
};

/** What the device has said with an alert about what we have shown; undefined if it was we who refused. */
function refusedOurs(facts: HandshakeFacts, advice: string): string | undefined {
  const { alertReceived, serverCertificate } = facts;
  if (alertReceived === undefined) return undefined;
  return `${named(facts)} refused our ${credentialNoun(serverCertificate)} with the alert ${alertReceived}. ${advice}`;
}

function theDevice(facts: HandshakeFacts): string {
  return named(facts).replace("The device", "the device");
}

function told({ alertSent }: HandshakeFacts): string | undefined {
  return alertSent === undefined ? undefined : `The device was told with the alert ${alertSent}.`;
}
