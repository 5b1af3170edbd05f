import type { Disposable } from "./disposal.js";
import type { Event } from "./event.js";

/** An IP address and a port. */
export interface Address {
  /** An IPv4 or IPv6 address in its usual text form, never a name. */
  readonly host: string;
  readonly port: number;
}

/** A datagram that has come. */
export interface Datagram {
  readonly data: Uint8Array;
  readonly from: Address;
}

/**
 * A bound datagram socket, or a simulated one. Sending never throws: what cannot be sent is lost, as datagrams are, and
 * the socket's owner logs it.
 */
export interface DatagramSocket extends Disposable {
  readonly localAddress: Address;
  readonly send: (data: Uint8Array, to: Address) => void;
  readonly onDatagram: Event<Datagram>;
}

/** An address as people write it: `127.0.0.1:5684`, `[::1]:5684`. Two addresses are the same if this is. */
export function printAddress({ host, port }: Address): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
