import type { Address } from "../base/datagram.js";
import type { Event } from "../base/event.js";
import type { PeerIdentity } from "../dtls/identity.js";

/** The transports that LwM2M binds to CoAP here. */
export const transportKinds = ["udp", "dtls", "tcp", "tls"] as const;

export type TransportKind = (typeof transportKinds)[number];

/** True for transports that carry bytes in their order, without loss, and without an end of messages. */
export function isStream(transport: TransportKind): transport is "tcp" | "tls" {
  return transport === "tcp" || transport === "tls";
}

/**
 * The way to one peer: a UDP address, a DTLS session, a connection. Message IDs, tokens and deduplication belong to it
 * (RFC 7252 §4.2, §9.1), so that a peer can never answer for another.
 */
export interface Channel {
  /** Different for each channel of a process. */
  readonly id: string;
  readonly transport: TransportKind;
  /** Where the peer is now. */
  readonly peer: Address;
  /** Our own address, where it is known. */
  readonly localAddress?: Address;
  /** Who the peer is; undefined without DTLS or TLS. */
  readonly identity: PeerIdentity | undefined;
  /** True if our side began it. */
  readonly isOutgoing: boolean;
  /** How many bytes one message may have before IP would fragment it; over streams the peers tell each other. */
  readonly maximumMessageSize: number;
  /** How many bytes one message may have at all, where that is limited. */
  readonly largestMessageSize?: number;
  /** Sends a message. It never throws. */
  readonly send: (data: Uint8Array) => void;
  /** Over datagrams a message, over streams whatever bytes have come. */
  readonly onData: Event<Uint8Array>;
  /**
   * The layer above says how to learn whether work waits here. Transports that give the place of an idle channel to
   * another one ask; those that never do have no such member.
   */
  readonly keepWhile?: (hasWork: () => boolean) => void;
  /** Fires once, with the reason in words. */
  readonly onEnd: Event<string>;
  /** Over streams, what was sent before still goes out. */
  readonly close: () => void;
}
