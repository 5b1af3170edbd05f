import type { PrivateKey } from "../base/privateKey.js";
import type { Secret } from "../base/secret.js";
import type { PeerIdentity } from "./identity.js";

/** A pre-shared key and its name (RFC 4279). */
export interface PskCredentials {
  readonly identity: string;
  readonly key: Secret;
}

/** A key pair that is known to the peer, without a certificate (RFC 7250). */
export interface RawPublicKeyCredentials {
  /** On the curve P-256 or P-384. */
  readonly privateKey: PrivateKey;
}

/** A certificate and its private key. */
export interface CertificateCredentials {
  /** DER, the own certificate first, then those that lead to a root; the root itself may be left out. */
  readonly chain: readonly Uint8Array[];
  /** On the curve P-256 or P-384. */
  readonly privateKey: PrivateKey;
}

/** What a peer has shown of itself. It has still to be verified, and the peer has still to prove possession. */
export type PresentedCredential =
  | {
      readonly kind: "rpk";
      /** SubjectPublicKeyInfo (DER) of a key on P-256 or P-384, as it came. */
      readonly publicKey: Uint8Array;
    }
  | {
      readonly kind: "x509";
      /** DER, the peer's own certificate first; never empty. What follows it may be anything, in any order. */
      readonly chain: readonly Uint8Array[];
    };

/** Why a presented credential is refused. */
export const refusalReasons = [
  /** The peer may be somebody, but not with this kind of credential. */
  "wrong credential kind",
  /** No trusted authority vouches for the certificate, or nobody knows the public key. */
  "not trusted",
  "expired",
  "not yet valid",
  /** The certificate is of somebody else than who was meant. */
  "wrong name",
  /** The certificate is not for this purpose: key usage, extended key usage, basic constraints. */
  "wrong usage",
  /** It cannot be read. */
  "damaged",
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** What is thought of a presented credential. */
export type Verdict =
  | { readonly kind: "trusted"; readonly identity: PeerIdentity }
  | {
      readonly kind: "refused";
      readonly reason: RefusalReason;
      /** What is wrong and what to do about it, in sentences for the user: names, dates, fingerprints. */
      readonly explanation: string;
    };

/** What a credential is held against. */
export interface VerificationContext {
  /** The side that the peer has. */
  readonly peerRole: "server" | "client";
  /** The name under which the peer was looked up, on the client's side. */
  readonly serverName?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Decides whether a credential is trusted. Called in each handshake, also when a session is resumed; must not throw. */
export type PeerVerifier = (credential: PresentedCredential, context: VerificationContext) => Verdict;

/** How a server proves itself and checks its peers. Without any of them it serves nobody. */
export interface ServerCredentials {
  /** The key of a PSK identity, or undefined if nobody has it. Asked anew in each handshake. */
  readonly psk?: (identity: string) => Secret | undefined;
  /** Shown to clients that take certificates. */
  readonly certificate?: CertificateCredentials;
  /** Shown to clients that take raw public keys; without it, the key of the certificate is. */
  readonly rawPublicKey?: RawPublicKeyCredentials;
  /** Clients with certificates or raw public keys have to prove who they are; without this there are none. */
  readonly verifyPeer?: PeerVerifier;
  /** What clients may show; both kinds unless told. A client that has both then shows the one that is taken. */
  readonly peerKinds?: readonly PresentedCredential["kind"][];
  /** How else somebody is known who names an unknown PSK identity, so that a report can say so. */
  readonly knownOtherwise?: (identity: string) => PresentedCredential["kind"] | undefined;
}

/** How a client proves itself, and how it knows its server. */
export type ClientCredentials =
  | ({ readonly kind: "psk" } & PskCredentials)
  | ({ readonly kind: "rpk"; readonly verifyPeer: PeerVerifier } & RawPublicKeyCredentials)
  | ({ readonly kind: "x509"; readonly verifyPeer: PeerVerifier } & CertificateCredentials);
