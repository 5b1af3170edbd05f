import type { Address } from "../base/datagram.js";
import type { Event } from "../base/event.js";
import type { PeerIdentity } from "./identity.js";

/** Why a session is over. */
export type SessionEnd =
  /** We closed it. */
  | { readonly kind: "closed" }
  /** The peer sent close_notify. */
  | { readonly kind: "closed by the peer" }
  /** A fatal alert came, by its name. */
  | { readonly kind: "alert"; readonly alert: string }
  /** The same peer has a newer session. */
  | { readonly kind: "replaced" };

/** An established DTLS session: datagrams in, datagrams out, encrypted in between. */
export interface DtlsSession {
  /** Different for each session of a process. */
  readonly id: string;
  /** Our side of it. */
  readonly role: "server" | "client";
  /** Who the peer is; on the client's side with a pre-shared key, who we were to it. */
  readonly identity: PeerIdentity;
  /** The name of the cipher suite, such as `TLS_PSK_WITH_AES_128_CCM_8`. */
  readonly suite: string;
  /** Where datagrams go now: from there came the newest record, if the session has a connection ID (RFC 9146 §6). */
  readonly peer: Address;
  /** The peer has another address from now on; the value is the one before. */
  readonly onPeerChange: Event<Address>;
  /** True if records of the peer are known by a connection ID, so that it may change its address. */
  readonly hasConnectionId: boolean;
  /**
   * Sends one datagram of application data. Does nothing once the session is over; what is longer than
   * `maximumDataSize` is not sent, and the log says so.
   */
  readonly send: (data: Uint8Array) => void;
  /** Bytes that the peer takes in one datagram of application data, which is never cut into several (RFC 6347 §4.1.1). */
  readonly maximumDataSize: number;
  /** Bytes that DTLS adds to each datagram. */
  readonly overhead: number;
  readonly onData: Event<Uint8Array>;
  /** Fires once. */
  readonly onEnd: Event<SessionEnd>;
  /** Says goodbye to the peer with close_notify and ends the session. */
  readonly close: () => void;
}
