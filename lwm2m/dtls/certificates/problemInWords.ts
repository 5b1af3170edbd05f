import { listed } from "../../base/words.js";
import { quotedText } from "../../base/quotedText.js";
import type { Certificate } from "./certificate.js";
import type { CertificateProblem } from "./certificateProblem.js";
import { printTime } from "./certificateTime.js";
import { printable } from "./distinguishedName.js";
import { signatureAlgorithmName } from "./signatureAlgorithms.js";

/** Names beyond these are not told. */
const mostNames = 5;

/** What is wrong with the peer's certificates and what to do next, in sentences for the user. */
export function certificateProblemInWords(problem: CertificateProblem): string {
  const words = inWords(problem);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function inWords(problem: CertificateProblem): string {
  switch (problem.kind) {
    case "none":
      return "It sent no certificate, so nobody knows who it is. Give it a certificate and the private key of it.";
    case "damaged":
      return (
        `Certificate ${problem.position} of those it sent cannot be read: it is no X.509 certificate in DER. ` +
        "Look at what the device has stored: PEM text, a missing byte and a private key in its place are the usual reasons."
      );
    case "no anchors":
      return "No certificate is trusted here. Add the certificate of the authority that issues the peer's, or the peer's own.";
    case "no path":
      return noPath(problem.certificate);
    case "wrong signature":
      return (
        `${named(problem.certificate)} was not signed by the key in the certificate of its issuer that is known here ` +
        `(${quotedText(problem.issuer.subject.text)}, SHA-256 ${problem.issuer.fingerprint}). Two authorities have the same name, ` +
        "or the authority has a new key: use the certificate of the authority that really signed it."
      );
    case "unknown algorithm": {
      const algorithm = signatureAlgorithmName(problem.certificate.signed.algorithm);
      return (
        `${named(problem.certificate)} is signed with ${algorithm}, which is not accepted. ` +
        "Issue it anew with ECDSA and SHA-256."
      );
    }
    case "unusable key":
      return `The key in ${named(problem.certificate)} cannot be used. Issue it anew for a key on the curve P-256.`;
    case "expired":
      return (
        `${named(problem.certificate)} expired on ${printTime(problem.certificate.notAfter)}; ` +
        `now it is ${printTime(problem.now)}. Issue it anew.`
      );
    case "not yet valid":
      return (
        `${named(problem.certificate)} is valid from ${printTime(problem.certificate.notBefore)} on; ` +
        `now it is ${printTime(problem.now)}. Wait, or check the clocks here and where it was issued.`
      );
    case "no authority":
      return (
        `${named(problem.certificate)} has signed ${named(problem.issued)}, but is no certificate of an authority ` +
        "(basicConstraints does not say so). Issue it as one, or let an authority sign."
      );
    case "path too long":
      return (
        `${named(problem.certificate)} allows at most ${problem.limit} authorities below itself (pathLenConstraint), ` +
        "and there are more. Issue it with a larger number, or have the peer's certificate signed further up."
      );
    case "key usage":
      return (
        `The key usage of ${named(problem.certificate)} is ${namesOf(problem.certificate.extensions.keyUsage)}; ` +
        `it needs ${problem.needed}. Issue it anew with that.`
      );
    case "purpose":
      return (
        `The extended key usage of ${named(problem.certificate)} is ` +
        `${namesOf(problem.certificate.extensions.extendedKeyUsage)}; it needs ${problem.needed}. Issue it anew with that.`
      );
    case "unknown extension":
      return (
        `${named(problem.certificate)} has the critical extension ${problem.id}, which is not understood here, so that ` +
        "it must not be accepted (RFC 5280 §4.2). Issue it without."
      );
    case "name constraint":
      return (
        `${named(problem.certificate)} has the name ${quotedText(problem.name)}, for which ${named(problem.issuer)} may ` +
        "not issue certificates (nameConstraints). Issue it for another name, or by another authority."
      );
    case "name":
      return (
        `${named(problem.certificate)} is for ${namesOf(problem.found)}, not for ${problem.expected}. Connect by a ` +
        `name that it has, or issue it with ${problem.expected} among its subject alternative names.`
      );
    case "pin":
      return pin(problem);
  }
}

function noPath(certificate: Certificate): string {
  const { subject, issuer } = certificate;
  if (subject.key === issuer.key)
    return (
      `${named(certificate)} is signed by itself and not trusted here. ` +
      "If you trust it, add it to the trusted certificates."
    );
  return (
    `${named(certificate)} was issued by ${quotedText(issuer.text)}, whose certificate is neither trusted here nor was it sent ` +
    "along. Add the certificate of that authority to the trusted ones, or let the peer send it with its own."
  );
}

function pin({ certificate, expected, place }: Extract<CertificateProblem, { kind: "pin" }>): string {
  const wanted = `${named(expected)}, SHA-256 ${expected.fingerprint}`;
  if (place === "authority")
    return (
      `No certificate on the way from ${named(certificate)} to a trusted one is the one that the Certificate Usage ` +
      `"CA constraint" asks for (${wanted}). Store the certificate of the authority that issued it in the resource ` +
      "Server Public Key (/0/x/4)."
    );
  return (
    `It shows ${named(certificate)}, SHA-256 ${certificate.fingerprint}, not the certificate that was stored for it ` +
    `(${wanted}). Store the one that it shows in the resource Server Public Key (/0/x/4), if it is the right server.`
  );
}

function named({ subject, serialNumber }: Certificate): string {
  return subject.text === "" ? `the certificate number ${serialNumber}` : `the certificate ${quotedText(subject.text)}`;
}

function namesOf(names: readonly string[] | undefined): string {
  if (names === undefined || names.length === 0) return "nothing";
  const shown = names.slice(0, mostNames).map(printable);
  return listed(names.length > mostNames ? [...shown, "others"] : shown);
}
