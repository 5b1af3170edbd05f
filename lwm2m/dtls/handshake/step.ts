import type { HandshakeOutcome } from "../handshakeReport.js";
import type { Epoch } from "../record/recordLayer.js";
import type { AlertName } from "../tables/alerts.js";
import type { CipherSuite } from "../tables/suites.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import type { ResumableSession } from "./resumableSession.js";

/** What a flight consists of. */
export type FlightItem =
  | { readonly kind: "message"; readonly message: HandshakeMessage; readonly epoch: Epoch }
  | { readonly kind: "ChangeCipherSpec" }
  | { readonly kind: "alert"; readonly alert: AlertName; readonly epoch: Epoch };

/** Messages that go together and are sent again together (RFC 6347 §4.2.4). */
export type Flight = readonly FlightItem[];

/** Why a handshake cannot go on. */
export interface HandshakeFailure {
  readonly kind: "fail";
  readonly outcome: HandshakeOutcome;
  /** What the peer is told; undefined if it would not hear it. */
  readonly alert?: AlertName;
  /** What happened, as a sentence about the peer. */
  readonly problem: string;
}

/** What both sides know when a handshake is over. */
export interface Agreement {
  readonly suite: CipherSuite;
  readonly session: ResumableSession;
}

/** What a state machine wants done about a message. */
export type Step =
  /** The flight of the peer goes on. */
  | { readonly kind: "wait" }
  /** The flight of the peer is whole: it is answered with the next one. */
  | { readonly kind: "send"; readonly flight: Flight }
  /** Everything is verified. If our flight is the last one, it is kept to be sent again. */
  | { readonly kind: "complete"; readonly agreement: Agreement; readonly lastFlight?: Flight }
  | HandshakeFailure;

export const wait: Step = { kind: "wait" };

/** The peer has broken the protocol. */
export function protocolError(alert: AlertName, problem: string): HandshakeFailure {
  return { kind: "fail", outcome: "protocol error", alert, problem };
}
