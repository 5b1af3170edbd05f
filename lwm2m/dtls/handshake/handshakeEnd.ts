import type { HandshakeReport } from "../handshakeReport.js";
import type { Opened, RecordLayer } from "../record/recordLayer.js";
import type { FlightSender } from "./flightSender.js";
import type { Agreement } from "./step.js";

/** How a handshake ended. */
export interface HandshakeEnd {
  readonly report: HandshakeReport;
  /** Undefined if it failed. */
  readonly established?: Established;
  /** If the peer was told why it failed. */
  readonly refusal?: Refusal;
}

/** What goes on when a handshake has come to a good end. */
export interface Established {
  readonly agreement: Agreement;
  readonly records: RecordLayer;
  /** The random of the client's hello, on the server's side. */
  readonly clientRandom: Uint8Array | undefined;
  /** Has our last flight, if we had the last word. */
  readonly flights: FlightSender;
  /** Application data that came before everything was verified. */
  readonly held: readonly Opened[];
}

/** An alert may get lost, and is said again to a peer that goes on as if it had not come (RFC 6347 §4.2.7). */
export interface Refusal {
  /** The random of the client's hello, on the server's side. */
  readonly clientRandom: Uint8Array | undefined;
  /** Has the alert. */
  readonly flights: FlightSender;
}
