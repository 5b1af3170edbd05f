import type { Address } from "../base/datagram.js";
import type { Event } from "../base/event.js";
import type { PeerIdentity } from "../dtls/identity.js";

/** The transports that LwM2M binds to CoAP here. */
export type TransportKind = "udp" | "dtls";

/**
 * The way to one peer: a UDP address, a DTLS session. Message IDs, tokens and deduplication belong to it (RFC 7252
 * §4.2, §9.1), so that a peer can never answer for another.
 */
export interface Channel {
  /** Different for each channel of a process. */
  readonly id: string;
  readonly transport: TransportKind;
  /** Where the peer is now. */
  readonly peer: Address;
  /** Who the peer is; undefined without DTLS. */
  readonly identity: PeerIdentity | undefined;
  /** True if our side began it. */
  readonly isOutgoing: boolean;
  /** How many bytes one message may have before IP would fragment it. */
  readonly maximumMessageSize: number;
  readonly send: (data: Uint8Array) => void;
  readonly onData: Event<Uint8Array>;
  /**
   * The layer above says how to learn whether work waits here. Transports that give the place of an idle channel to
   * another one ask; those that never do have no such member.
   */
  readonly keepWhile?: (hasWork: () => boolean) => void;
  /** Fires once, with the reason in words. */
  readonly onEnd: Event<string>;
  readonly close: () => void;
}
