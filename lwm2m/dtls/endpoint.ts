import type { Clock } from "../base/clock.js";
import type { Address, DatagramSocket } from "../base/datagram.js";
import type { Disposable } from "../base/disposal.js";
import type { Event } from "../base/event.js";
import type { Logger } from "../base/logger.js";
import type { Random } from "../base/random.js";
import type { ClientCredentials, ServerCredentials } from "./credentials.js";
import type { HandshakeReport } from "./handshakeReport.js";
import type { KeyLog } from "./record/keyLog.js";
import type { MaxFragmentLength } from "./record/recordHooks.js";
import type { DtlsSession } from "./session.js";

/** What an endpoint is made from. */
export interface DtlsEndpointSetup {
  /** The endpoint disposes it with itself. */
  readonly socket: DatagramSocket;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** With credentials of a server, handshakes that peers begin are answered. */
  readonly server?: ServerCredentials;
  readonly limits?: Partial<DtlsLimits>;
  /**
   * Bytes of the connection IDs that peers are asked to put into their records if they can (RFC 9146); 6 unless said
   * otherwise, at most 255. With 0 no peer is asked.
   */
  readonly connectionIdLength?: number;
  /** Bytes of content that we take in one record, told to peers that want to know (RFC 8449); 64 to 16384. */
  readonly recordSizeLimit?: number;
  /** False to neither give session tickets nor take them (RFC 5077), so that sessions are resumed by their ids alone. */
  readonly usesTickets?: boolean;
  /** Takes a secret line for each session, with which Wireshark decrypts it. For debugging; nothing is logged without. */
  readonly keyLog?: KeyLog;
}

/** What strangers may make us keep. */
export interface DtlsLimits {
  /** Handshakes that are not finished, the oldest of the host with most of them goes first; and of as many that were refused, the alert that said so. */
  readonly halfOpen: number;
  /** Established sessions; the one that was silent longest goes first. */
  readonly sessions: number;
  /** Sessions kept for resumption. */
  readonly resumable: number;
  /** Bytes of the handshake messages that a peer has not yet sent whole. */
  readonly handshakeMessage: number;
  /** Encrypted records that came too early, for each handshake; and datagrams that nobody listens to yet. */
  readonly heldRecords: number;
  /** Bytes of those. */
  readonly heldBytes: number;
  /** Addresses that were asked for their cookie and have not come back; only reports are made of them. */
  readonly unverified: number;
  /** First messages that come in pieces, before anything is known about who sends them. */
  readonly partialHellos: number;
  /** Reports in a minute about peers that have not proved their address. */
  readonly reportsAboutStrangers: number;
  /** How often a flight is sent again before a handshake is given up. */
  readonly retransmissions: number;
}

/** A session, or the report that says why there is none. */
export type ConnectResult =
  | { readonly session: DtlsSession; readonly report: HandshakeReport }
  | { readonly session?: undefined; readonly report: HandshakeReport };

/** Options of one connection that we begin. */
export interface ConnectOptions {
  readonly credentials: ClientCredentials;
  /** The name of the server, sent as SNI when it is a name and no address. */
  readonly serverName?: string;
  /**
   * Connection IDs (RFC 9146): whether our records have the one that the server gives, and its records one of ours; "ours"
   * unless said otherwise.
   */
  readonly connectionIds?: "none" | "ours" | "both";
  /** Asks the server for short fragments in both directions (RFC 6066 §4). */
  readonly maxFragmentLength?: MaxFragmentLength;
}

/** DTLS on one socket: serves handshakes, begins them, and keeps the sessions of both kinds. */
export interface DtlsEndpoint extends Disposable {
  readonly localAddress: Address;
  /** A peer has established a session with us. */
  readonly onSession: Event<DtlsSession>;
  /** Any handshake has ended, well or not. */
  readonly onHandshake: Event<HandshakeReport>;
  /** Begins a handshake. The promise is never rejected. A session with the same peer is resumed if it can be. */
  readonly connect: (peer: Address, options: ConnectOptions) => Promise<ConnectResult>;
  /** Closes every session and the socket. */
  readonly dispose: () => void;
}
