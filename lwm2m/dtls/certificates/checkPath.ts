import type { Certificate } from "./certificate.js";
import type { KeyUsage } from "./certificateExtensions.js";
import type { CertificateProblem, Purpose } from "./certificateProblem.js";
import { checkNameConstraints } from "./checkNameConstraints.js";
import { countedAuthorities } from "./findPath.js";

/** What a path is checked for. */
export interface PathContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly purpose: Purpose;
}

/** Checks a path whose signatures are right, from the certificate of the peer to the trusted one (RFC 5280 §6.1). */
export function checkPath(path: readonly Certificate[], { now, purpose }: PathContext): CertificateProblem | undefined {
  for (const [index, certificate] of path.entries()) {
    const issued = path[index - 1];
    const problem =
      checkValidity(certificate, now) ??
      checkCritical(certificate) ??
      (issued === undefined
        ? checkKeyUsage(certificate, "digitalSignature")
        : checkAuthority(certificate, issued, path.slice(1, index), index === path.length - 1)) ??
      checkPurpose(certificate, purpose);
    if (problem !== undefined) return problem;
  }
  return checkNameConstraints(path, purpose);
}

function checkValidity(certificate: Certificate, now: number): CertificateProblem | undefined {
  if (now > certificate.notAfter) return { kind: "expired", certificate, now };
  if (now < certificate.notBefore) return { kind: "not yet valid", certificate, now };
  return undefined;
}

/** What must be understood and is not makes a certificate worthless (RFC 5280 §4.2). */
function checkCritical(certificate: Certificate): CertificateProblem | undefined {
  const [id] = certificate.extensions.unknownCritical;
  return id === undefined ? undefined : { kind: "unknown extension", certificate, id };
}

/**
 * RFC 5280 §6.1.4 k to n. A certificate of version 1 cannot say that it is one of an authority; it may only be one that
 * somebody here trusts by itself.
 */
function checkAuthority(
  certificate: Certificate,
  issued: Certificate,
  below: readonly Certificate[],
  isAnchor: boolean,
): CertificateProblem | undefined {
  const { basicConstraints } = certificate.extensions;
  const isAuthority = basicConstraints?.isAuthority ?? (isAnchor && certificate.version < 3);
  if (!isAuthority) return { kind: "no authority", certificate, issued };
  const limit = basicConstraints?.pathLength;
  if (limit !== undefined && countedAuthorities(below) > limit) return { kind: "path too long", certificate, limit };
  return checkKeyUsage(certificate, "keyCertSign");
}

/** Without the extension, a key may be used for everything (RFC 5280 §4.2.1.3). */
function checkKeyUsage(certificate: Certificate, needed: KeyUsage): CertificateProblem | undefined {
  const { keyUsage } = certificate.extensions;
  return keyUsage?.includes(needed) === false ? { kind: "key usage", certificate, needed } : undefined;
}

/** Authorities that name purposes certify for no others, as every common implementation reads it. */
function checkPurpose(certificate: Certificate, needed: Purpose): CertificateProblem | undefined {
  const { extendedKeyUsage } = certificate.extensions;
  if (extendedKeyUsage === undefined || extendedKeyUsage.includes("anyExtendedKeyUsage")) return undefined;
  return extendedKeyUsage.includes(needed) ? undefined : { kind: "purpose", certificate, needed };
}
