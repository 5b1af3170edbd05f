import type { Address } from "../base/datagram.js";
import type { PresentedCredential } from "./credentials.js";
import type { PeerIdentity } from "./identity.js";

/** How far a handshake came: the last message that was understood, in the order of the protocol (RFC 6347 §4.2.4). */
export const handshakeSteps = [
  "nothing",
  "ClientHello",
  "HelloVerifyRequest",
  "ServerHello",
  "Certificate of the server",
  "ServerKeyExchange",
  "CertificateRequest",
  "ServerHelloDone",
  "Certificate of the client",
  "ClientKeyExchange",
  "CertificateVerify",
  "ChangeCipherSpec",
  "Finished",
] as const;

export type HandshakeStep = (typeof handshakeSteps)[number];

/** Why a handshake failed; "completed" if it did not. */
export const handshakeOutcomes = [
  "completed",
  /** The server has no key for the identity. */
  "unknown identity",
  /** The identity is known, but the Finished message does not decrypt: the two keys differ. */
  "wrong key",
  "no common cipher suite",
  /** One side has only a pre-shared key, the other only a certificate, or one a certificate and one a raw public key. */
  "wrong credential kind",
  /** The client was asked for a certificate or a raw public key, and showed none. */
  "no certificate",
  /** No trusted authority vouches for the certificate, or nobody knows the raw public key. */
  "not trusted",
  "certificate expired",
  "certificate not yet valid",
  /** The certificate is of somebody else than who was meant. */
  "wrong name",
  /** The certificate is not for this purpose. */
  "wrong usage",
  /** The peer does not have the private key of what it shows. */
  "wrong private key",
  /** The peer speaks no version of DTLS that we do. */
  "unsupported version",
  /** Datagrams that are CoAP without DTLS came to the DTLS port. */
  "not DTLS",
  /** The client never came back with its cookie; or the server never answered to it. */
  "no answer after HelloVerifyRequest",
  /** The peer stopped answering in the middle. */
  "silence",
  /** The client gave this handshake up and began another one. */
  "started over",
  /** The peer ended it with an alert that says no more. */
  "alert from the peer",
  /** A message broke the protocol. */
  "protocol error",
  /** Ended from our side. */
  "canceled",
] as const;

export type HandshakeOutcome = (typeof handshakeOutcomes)[number];

/** What became of one handshake: everything that helps to say why a device does not connect. Holds no secret. */
export interface HandshakeReport {
  readonly peer: Address;
  /** Our side of it. */
  readonly role: "server" | "client";
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly outcome: HandshakeOutcome;
  /** What happened and what to do next, in sentences for the user. */
  readonly explanation: string;
  /** The last step that was reached. */
  readonly step: HandshakeStep;
  /** The PSK identity that the client named, once it has. */
  readonly identity?: string;
  /** Names of the cipher suites that the client offered, unknown ones as `0xC02B`. */
  readonly offeredSuites: readonly string[];
  /** Names of the extensions that the client offered. */
  readonly offeredExtensions: readonly string[];
  /** What else the client offered, as names; undefined if it did not say. */
  readonly offeredGroups?: readonly string[];
  readonly offeredSignatures?: readonly string[];
  readonly offeredClientCertificates?: readonly string[];
  readonly offeredServerCertificates?: readonly string[];
  /** What the server chose, as names. */
  readonly suite?: string;
  readonly chosenExtensions?: readonly string[];
  readonly group?: string;
  readonly signature?: string;
  readonly clientCertificate?: string;
  readonly serverCertificate?: string;
  /** The certificate chain or raw public key that the peer showed. It proves nothing by itself. */
  readonly presented?: PresentedCredential;
  /** Who the peer has proved to be; on the client's side with a pre-shared key, who we were to it. */
  readonly peerIdentity?: PeerIdentity;
  readonly isResumed: boolean;
  readonly alertSent?: string;
  readonly alertReceived?: string;
  /** How many times a flight was sent again by our side. */
  readonly retransmissions: number;
}
