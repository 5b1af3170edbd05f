import { createHash } from "node:crypto";
import type { PeerVerifier, PresentedCredential, RefusalReason, Verdict, VerificationContext } from "../credentials.js";
import type { CertificateIdentity } from "../identity.js";
import type { Certificate } from "./certificate.js";
import type { CertificateProblem, CertificateVerdict } from "./certificateProblem.js";
import { checkClientCertificates, checkServerCertificates, type CertificateUsage } from "./checkCertificates.js";
import { printAddressBytes } from "./ipAddress.js";
import { certificateProblemInWords } from "./problemInWords.js";

/** Trusts clients whose certificates lead to an anchor: the certificate of an authority, or the client's own one. */
export function clientCertificateVerifier(anchors: readonly Certificate[]): PeerVerifier {
  return (credential, { now }) => withCertificates(credential, (chain) => checkClientCertificates(chain, anchors, now));
}

/** What a client was told about its server. */
export interface ServerCertificateTrust {
  readonly usage: CertificateUsage;
  /** Resource /0/x/4. */
  readonly certificate: Certificate;
  /** Authorities that are trusted besides; usages 0 and 1 need them. */
  readonly trustStore: readonly Certificate[];
}

/** Trusts the server that its Certificate Usage describes. Without a name to look for, none is compared. */
export function serverCertificateVerifier(trust: ServerCertificateTrust): PeerVerifier {
  return (credential, { now, serverName }: VerificationContext) => {
    const host = serverName === undefined ? {} : { host: serverName };
    return withCertificates(credential, (chain) => checkServerCertificates(chain, { ...trust, ...host }, now));
  };
}

function withCertificates(
  credential: PresentedCredential,
  check: (chain: readonly Uint8Array[]) => CertificateVerdict,
): Verdict {
  if (credential.kind !== "x509")
    return {
      kind: "refused",
      reason: "wrong credential kind",
      explanation: "It shows a raw public key where only certificates are trusted. Give it a certificate.",
    };
  const verdict = check(credential.chain);
  if (verdict.kind === "trusted") return { kind: "trusted", identity: identityOf(verdict.path) };
  const { problem } = verdict;
  return { kind: "refused", reason: reasonOf(problem), explanation: certificateProblemInWords(problem) };
}

/**
 * The identity that a trusted path proves. The authority is the one at its end, because those between come and go;
 * where the certificate itself is trusted, nobody vouches for its names.
 */
export function identityOf(path: readonly [Certificate, ...Certificate[]]): CertificateIdentity {
  const [{ subject, fingerprint, extensions }, ...authorities] = path;
  const { dns, uris, addresses } = extensions.alternativeNames ?? { dns: [], uris: [], addresses: [] };
  const commonName = subject.commonNames.at(-1);
  const authority = authorities.at(-1);
  return {
    kind: "x509",
    fingerprint,
    alternativeNames: [
      ...dns.map((name) => `DNS:${name}`),
      ...addresses.map((address) => `IP:${printAddressBytes(address)}`),
      ...uris.map((uri) => `URI:${uri}`),
    ],
    ...(commonName !== undefined && commonName !== "" && { commonName }),
    ...(authority && { authority: createHash("sha256").update(authority.publicKeyInfo).digest("hex") }),
  };
}

function reasonOf(problem: CertificateProblem): RefusalReason {
  switch (problem.kind) {
    case "none":
    case "damaged":
    case "unusable key":
      return "damaged";
    case "no anchors":
    case "no path":
    case "wrong signature":
    case "unknown algorithm":
    case "name constraint":
    case "pin":
      return "not trusted";
    case "expired":
      return "expired";
    case "not yet valid":
      return "not yet valid";
    case "name":
      return "wrong name";
    case "no authority":
    case "path too long":
    case "key usage":
    case "purpose":
    case "unknown extension":
      return "wrong usage";
  }
}
