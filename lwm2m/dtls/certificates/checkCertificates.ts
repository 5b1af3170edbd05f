import { parseCertificate, type Certificate } from "./certificate.js";
import { untrusted, type CertificateProblem, type CertificateVerdict } from "./certificateProblem.js";
import { checkPath } from "./checkPath.js";
import { findPath, isSame } from "./findPath.js";
import { hostsOf, isForHost } from "./names.js";

/**
 * How a client uses the certificate that it was given for its server (LwM2M TS Core 1.2, resource /0/x/15; RFC 6698
 * §2.1.1).
 */
export const certificateUsages = {
  /** The server's path goes through it, and ends in the trust store. */
  "CA constraint": 0,
  /** The server shows it, and its path ends in the trust store. */
  "service certificate constraint": 1,
  /** The server's path ends in it. */
  "trust anchor assertion": 2,
  /** The server shows it; nothing else counts. */
  "domain-issued certificate": 3,
} as const;

export type CertificateUsage = keyof typeof certificateUsages;

/** What a client trusts its server by. */
export interface ServerTrust {
  readonly usage: CertificateUsage;
  /** Resource /0/x/4. */
  readonly certificate: Certificate;
  /** Authorities that are trusted besides; usages 0 and 1 need them. */
  readonly trustStore: readonly Certificate[];
  /** The name or the IP address that the server was looked up under; without it, no name is compared. */
  readonly host?: string;
}

/** The certificates of a Certificate message, that of the peer first; or the one that cannot be read. */
function parseCertificates(list: readonly Uint8Array[]):
  | {
      readonly certificates: { readonly leaf: Certificate; readonly others: readonly Certificate[] };
      readonly problem?: undefined;
    }
  | { readonly certificates?: undefined; readonly problem: CertificateProblem } {
  const certificates: Certificate[] = [];
  for (const [index, der] of list.entries()) {
    const certificate = parseCertificate(der);
    if (certificate === undefined) return { problem: { kind: "damaged", position: index + 1 } };
    certificates.push(certificate);
  }
  const [leaf, ...others] = certificates;
  return leaf === undefined ? { problem: { kind: "none" } } : { certificates: { leaf, others } };
}

/**
 * Checks what a client has shown. An anchor may be the certificate of an authority, or the client's own one, with which
 * only this client is trusted.
 */
export function checkClientCertificates(
  list: readonly Uint8Array[],
  anchors: readonly Certificate[],
  now: number,
): CertificateVerdict {
  const { certificates, problem } = parseCertificates(list);
  if (certificates === undefined) return untrusted(problem);
  const { leaf, others } = certificates;
  return findPath(leaf, others, anchors, (path) => checkPath(path, { now, purpose: "clientAuth" }));
}

/** Checks what a server has shown. */
export function checkServerCertificates(
  list: readonly Uint8Array[],
  { usage, certificate: given, trustStore, host }: ServerTrust,
  now: number,
): CertificateVerdict {
  const { certificates, problem } = parseCertificates(list);
  if (certificates === undefined) return untrusted(problem);
  const { leaf, others } = certificates;
  const isGiven = isSame(leaf, given);
  // RFC 7671 §5.1: who has the very certificate needs neither its dates nor its names.
  if (usage === "domain-issued certificate")
    return isGiven
      ? { kind: "trusted", path: [leaf] }
      : untrusted({ kind: "pin", certificate: leaf, expected: given, place: "server" });
  if (usage === "service certificate constraint" && !isGiven)
    return untrusted({ kind: "pin", certificate: leaf, expected: given, place: "server" });
  const check = (path: readonly Certificate[]): CertificateProblem | undefined => {
    const isPinned = usage !== "CA constraint" || path.slice(1).some((authority) => isSame(authority, given));
    return (
      checkPath(path, { now, purpose: "serverAuth" }) ??
      (isPinned ? undefined : { kind: "pin", certificate: leaf, expected: given, place: "authority" }) ??
      (host === undefined || isForHost(leaf, host)
        ? undefined
        : { kind: "name", certificate: leaf, expected: host, found: hostsOf(leaf) })
    );
  };
  return findPath(leaf, others, usage === "trust anchor assertion" ? [given] : trustStore, check);
}
