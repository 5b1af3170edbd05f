import type { Address } from "../../base/datagram.js";
import type { Event } from "../../base/event.js";

/** A TCP or TLS connection, or a simulated one: bytes in their order, both ways. Nothing of it throws. */
export interface Connection {
  readonly localAddress: Address;
  readonly peer: Address;
  /** Sends what the peer is to get after all that was sent before. Does nothing once the connection is over. */
  readonly send: (data: Uint8Array) => void;
  /** How many bytes wait here because the peer does not take them. */
  readonly backlog: number;
  readonly onData: Event<Uint8Array>;
  /** Fires once, with the reason in words. */
  readonly onEnd: Event<string>;
  /** Sends what waits, and ends. */
  readonly close: () => void;
  /** Ends at once; what waits is lost. */
  readonly cut: () => void;
}
