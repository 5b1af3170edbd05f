import { equalBytes } from "../../base/bytes.js";
import { isSelfIssued, type Certificate } from "./certificate.js";
import { untrusted, type CertificateProblem, type CertificateVerdict } from "./certificateProblem.js";
import { verifySignature } from "./signatureAlgorithms.js";

/** No path is longer, from the certificate of the peer to the trusted one. */
const longestPath = 8;

/** Cross-signed certificates give many ways; no more of them are tried. */
const mostPaths = 32;
const mostSteps = 512;

/** A path by names alone, from the trusted certificate down to the one of the peer. */
type Path = readonly Certificate[];

/**
 * A path from a certificate to one of the anchors (RFC 5280 §6.1), over any of the others, in whatever order they are,
 * for which `check` has nothing to say. Names are followed first, and signatures are verified from the trusted end, so
 * that no key is used before somebody trusted has vouched for it. If there is no path, the problem is the one of the
 * path that came furthest.
 */
export function findPath(
  leaf: Certificate,
  others: readonly Certificate[],
  anchors: readonly Certificate[],
  check: (path: readonly Certificate[]) => CertificateProblem | undefined,
): CertificateVerdict {
  if (anchors.length === 0) return untrusted({ kind: "no anchors" });
  const { paths, end } = followNames(leaf, others, anchors);
  const verify = signatureVerifier();
  let first: CertificateProblem | undefined;
  for (const path of paths) {
    const fromLeaf = path.toReversed();
    const problem = verify(path) ?? check(fromLeaf);
    if (problem === undefined) return { kind: "trusted", path: [leaf, ...fromLeaf.slice(1)] };
    // What is wrong with a path that is signed tells more than that another one is not.
    if (first === undefined || (first.kind === "wrong signature" && problem.kind !== first.kind)) first = problem;
  }
  return untrusted(first ?? { kind: "no path", certificate: end });
}

/** Every way up from the leaf by names, the shortest first; and where the longest one ended that leads nowhere. */
function followNames(
  leaf: Certificate,
  others: readonly Certificate[],
  anchors: readonly Certificate[],
): { readonly paths: readonly Path[]; readonly end: Certificate } {
  const paths: Path[] = [];
  const waiting: Path[] = [[leaf]];
  let end = leaf;
  // The list grows while it is read.
  for (const path of waiting) {
    const [top = leaf] = path;
    if (anchors.some((anchor) => isSame(anchor, top))) {
      paths.push(path);
      if (paths.length === mostPaths) break;
      continue;
    }
    end = top;
    if (path.length === longestPath) continue;
    for (const issuer of issuersOf(top, [...anchors, ...others]))
      if (waiting.length < mostSteps && !path.some((certificate) => isSame(certificate, issuer)))
        waiting.push([issuer, ...path]);
  }
  return { paths, end };
}

/** Certificates of the name of the issuer; those whose key identifier fits come first (RFC 5280 §4.2.1.1). */
function issuersOf({ issuer, extensions }: Certificate, candidates: readonly Certificate[]): readonly Certificate[] {
  const wanted = extensions.authorityKeyId;
  const fits = ({ extensions: { subjectKeyId: id } }: Certificate): boolean =>
    wanted === undefined || id === undefined || equalBytes(wanted, id);
  const named = candidates.filter(({ subject }) => subject.key === issuer.key);
  return [...named.filter(fits), ...named.filter((candidate) => !fits(candidate))];
}

/** Verifies the signatures of paths from the trusted end down; what was verified once is not computed again. */
function signatureVerifier(): (path: Path) => CertificateProblem | undefined {
  const known = new Map<string, CertificateProblem | undefined>();
  return (path) => {
    for (const [index, certificate] of path.entries()) {
      const issuer = path[index - 1];
      if (issuer === undefined) continue;
      const key = `${issuer.fingerprint} ${certificate.fingerprint}`;
      if (!known.has(key)) known.set(key, signatureProblem(certificate, issuer));
      const problem = known.get(key);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function signatureProblem(certificate: Certificate, issuer: Certificate): CertificateProblem | undefined {
  switch (verifySignature(certificate, issuer)) {
    case "valid":
      return undefined;
    case "wrong":
      return { kind: "wrong signature", certificate, issuer };
    case "unknown algorithm":
      return { kind: "unknown algorithm", certificate };
    case "unusable key":
      return { kind: "unusable key", certificate: issuer };
  }
}

/** True for two readings of one certificate. */
export function isSame(left: Certificate, right: Certificate): boolean {
  return left.fingerprint === right.fingerprint;
}

/** How many authorities of a path count against a limit: those that did not issue themselves (RFC 5280 §6.1.4 l). */
export function countedAuthorities(path: readonly Certificate[]): number {
  return path.filter((certificate) => !isSelfIssued(certificate)).length;
}
