import type { Address } from "../base/datagram.js";

/** How far a handshake came: the last message that was understood, in the order of the protocol (RFC 6347 §4.2.4). */
export const handshakeSteps = [
  "nothing",
  "ClientHello",
  "HelloVerifyRequest",
  "ServerHello",
  "ServerHelloDone",
  "ClientKeyExchange",
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
  /** The peer speaks no version of DTLS that we do. */
  "unsupported version",
  /** Datagrams that are CoAP without DTLS came to the DTLS port. */
  "not DTLS",
  /** The client asked once and never came back with its cookie. */
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
  /** What the server chose. */
  readonly suite?: string;
  readonly isResumed: boolean;
  readonly alertSent?: string;
  readonly alertReceived?: string;
  /** How many times a flight was sent again by our side. */
  readonly retransmissions: number;
}
