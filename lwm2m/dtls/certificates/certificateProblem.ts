import type { Certificate } from "./certificate.js";
import type { KeyUsage } from "./certificateExtensions.js";

/** What a certificate is shown for. */
export type Purpose = "serverAuth" | "clientAuth";

/** Why certificates are not trusted, with everything that a sentence about it needs. */
export type CertificateProblem =
  /** The peer has sent no certificate. */
  | { readonly kind: "none" }
  /** The certificate at this place of the list, from 1 on, cannot be read. */
  | { readonly kind: "damaged"; readonly position: number }
  /** There is nothing to trust in here. */
  | { readonly kind: "no anchors" }
  /** Nobody who is trusted has signed it, nor anybody who was sent along; `certificate` is where the path ends. */
  | { readonly kind: "no path"; readonly certificate: Certificate }
  /** A certificate of its issuer's name is there, but that one's key has not signed it. */
  | { readonly kind: "wrong signature"; readonly certificate: Certificate; readonly issuer: Certificate }
  | { readonly kind: "unknown algorithm"; readonly certificate: Certificate }
  | { readonly kind: "unusable key"; readonly certificate: Certificate }
  | { readonly kind: "expired"; readonly certificate: Certificate; readonly now: number }
  | { readonly kind: "not yet valid"; readonly certificate: Certificate; readonly now: number }
  /** It has signed another one, but is no certificate of an authority. */
  | { readonly kind: "no authority"; readonly certificate: Certificate; readonly issued: Certificate }
  /** It allows fewer authorities below itself than there are. */
  | { readonly kind: "path too long"; readonly certificate: Certificate; readonly limit: number }
  | { readonly kind: "key usage"; readonly certificate: Certificate; readonly needed: KeyUsage }
  | { readonly kind: "purpose"; readonly certificate: Certificate; readonly needed: Purpose }
  | { readonly kind: "unknown extension"; readonly certificate: Certificate; readonly id: string }
  /** An authority on the path may not issue certificates for this name. */
  | {
      readonly kind: "name constraint";
      readonly certificate: Certificate;
      readonly issuer: Certificate;
      readonly name: string;
    }
  /** It is not for the host that was asked for. */
  | {
      readonly kind: "name";
      readonly certificate: Certificate;
      readonly expected: string;
      readonly found: readonly string[];
    }
  /** The Certificate Usage asks for another certificate: that of the server, or one of an authority on the path. */
  | {
      readonly kind: "pin";
      readonly certificate: Certificate;
      readonly expected: Certificate;
      readonly place: "server" | "authority";
    };

/** Certificates from the one of the peer to the trusted one; or what is wrong. */
export type CertificateVerdict =
  | { readonly kind: "trusted"; readonly path: readonly [Certificate, ...Certificate[]] }
  | { readonly kind: "untrusted"; readonly problem: CertificateProblem };

/** A verdict of one problem. */
export function untrusted(problem: CertificateProblem): CertificateVerdict {
  return { kind: "untrusted", problem };
}
