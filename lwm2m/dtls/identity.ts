import { quotedText } from "../base/quotedText.js";

/** Who a peer has proved to be. Connection and registration follow it, never an address. Plain data, without secrets. */
export type PeerIdentity = PskIdentity | RawPublicKeyIdentity | CertificateIdentity;

/** It has the key of a PSK identity. */
export interface PskIdentity {
  readonly kind: "psk";
  /** The PSK identity, decoded as UTF-8; bytes that are none are shown as `0x…`. */
  readonly identity: string;
}

/** It has the private key of a public one (RFC 7250). */
export interface RawPublicKeyIdentity {
  readonly kind: "rpk";
  /** SHA-256 of the SubjectPublicKeyInfo, as 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** The SubjectPublicKeyInfo (DER), in hexadecimal digits. */
  readonly publicKey: string;
}

/** It has the private key of a certificate that is trusted. */
export interface CertificateIdentity {
  readonly kind: "x509";
  /** The common name of the subject, in which LwM2M puts the endpoint name; undefined if there is none. */
  readonly commonName?: string;
  /** SHA-256 of the certificate (DER), as 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** Subject alternative names as `DNS:name`, `IP:address`, `URI:uri`. */
  readonly alternativeNames: readonly string[];
  /**
   * SHA-256 of the public key (SubjectPublicKeyInfo, DER) of the authority that vouches for the common name, as 64
   * hexadecimal digits; undefined if the certificate itself is trusted, so that its names are no more than claims.
   */
  readonly authority?: string;
}

/**
 * An identity in words that are the same for the same peer and for no other, such as `psk:thermostat-1`. A certificate
 * that its authority renews stays the same peer; the same name under another authority is another one.
 */
export function printIdentity(identity: PeerIdentity): string {
  switch (identity.kind) {
    case "psk":
      return `psk:${identity.identity}`;
    case "rpk":
      return `rpk:${identity.fingerprint}`;
    case "x509": {
      const { commonName, authority, fingerprint } = identity;
      if (commonName === undefined || authority === undefined) return `x509:${fingerprint}`;
      return `x509:${authority}:${commonName}`;
    }
  }
}

/** True if both are the same proven identity, or both are none. */
export function isSameIdentity(left: PeerIdentity | undefined, right: PeerIdentity | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return printIdentity(left) === printIdentity(right);
}

/** The name that an identity proves, with which an endpoint name can be compared; undefined if it proves none. */
export function nameOfIdentity(identity: PeerIdentity): string | undefined {
  switch (identity.kind) {
    case "psk":
      return identity.identity;
    case "rpk":
      return undefined;
    case "x509":
      return identity.commonName;
  }
}

/**
 * What a name that an endpoint may have is to an identity: "proved" if it is the PSK identity, or of a certificate the
 * common name, a URI or a DNS name among the alternative names (LwM2M TS Transport Bindings 1.2 §5.2.8.7); "other" if the
 * identity proves only other names, and "unknown" if it proves none at all.
 */
export function nameProof(identity: PeerIdentity, name: string): "proved" | "other" | "unknown" {
  const common = nameOfIdentity(identity);
  if (common === name) return "proved";
  const alternative = identity.kind === "x509" ? identity.alternativeNames.filter(isEndpointName) : [];
  // DNS names have no case (RFC 4343).
  const isAmong = alternative.some(
    (other) => other === `URI:${name}` || other.toLowerCase() === `dns:${name.toLowerCase()}`,
  );
  if (isAmong) return "proved";
  return common === undefined && alternative.length === 0 ? "unknown" : "other";
}

function isEndpointName(alternative: string): boolean {
  return alternative.startsWith("URI:") || alternative.startsWith("DNS:");
}

/** An identity for people: `the PSK identity "thermostat-1"`. The peer has chosen the name, so that it is escaped. */
export function describeIdentity(identity: PeerIdentity): string {
  switch (identity.kind) {
    case "psk":
      return `the PSK identity ${quotedText(identity.identity)}`;
    case "rpk":
      return `the raw public key ${shortFingerprint(identity.fingerprint)}`;
    case "x509": {
      const { commonName, fingerprint } = identity;
      const short = shortFingerprint(fingerprint);
      return commonName === undefined
        ? `the certificate ${short}`
        : `the certificate of ${quotedText(commonName)} (${short})`;
    }
  }
}

/** As much of a fingerprint as people compare. */
function shortFingerprint(fingerprint: string): string {
  return `${fingerprint.slice(0, 16)}…`;
}

/** Reads an identity that was kept as JSON; undefined if it is none. */
export function restoreIdentity(data: unknown): PeerIdentity | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const {
    kind,
    identity,
    fingerprint,
    publicKey,
    commonName,
    alternativeNames,
    authority,
  }: Partial<Record<string, unknown>> = { ...data };
  if (kind === "psk" && typeof identity === "string") return { kind, identity };
  if (typeof fingerprint !== "string") return undefined;
  if (kind === "rpk" && typeof publicKey === "string") return { kind, fingerprint, publicKey };
  if (kind !== "x509" || !Array.isArray(alternativeNames)) return undefined;
  return {
    kind,
    fingerprint,
    alternativeNames: alternativeNames.filter((name) => typeof name === "string"),
    ...(typeof commonName === "string" && { commonName }),
    ...(typeof authority === "string" && { authority }),
  };
}
