import type { Clock } from "../../base/clock.js";
import { printAddress, type Address, type DatagramSocket } from "../../base/datagram.js";
import type { Disposable } from "../../base/disposal.js";
import { Emitter } from "../../base/event.js";
import type { Channel } from "../channel.js";
import { largestDatagram, unfragmentedSize } from "./messageSize.js";
import { Places, type Occupant } from "./places.js";

/** What a transport is made from. */
export interface UdpTransportSetup {
  /** The transport disposes it with itself. */
  readonly socket: DatagramSocket;
  readonly clock: Clock;
  /** A peer that had no channel has sent something, which the channel hands on right after this call. */
  readonly onChannel: (channel: Channel) => void;
  /** How many peers are kept at once; 10 000 unless told. */
  readonly maximumChannels?: number;
}

/** CoAP over plain UDP on one socket: a channel for each peer's address. */
export interface UdpTransport extends Disposable {
  /** The channel to an address: the one that there is, or a new one. */
  readonly channelTo: (address: Address) => Channel;
  /** Ends every channel and closes the socket. */
  readonly dispose: () => void;
}

/** Opens the transport on a socket. */
export function createUdpTransport(setup: UdpTransportSetup): UdpTransport {
  const { socket, clock, onChannel, maximumChannels = 10_000 } = setup;
  const channels = new Places<UdpChannel>(clock, maximumChannels);

  const add = (key: string, peer: Address, isOutgoing: boolean): UdpChannel => {
    const channel = new UdpChannel({ socket, peer, isOutgoing, now: clock.now() }, () => {
      channels.remove(key);
    });
    channels.add(key, channel);
    return channel;
  };

  const listening = socket.onDatagram(({ data, from }) => {
    const key = printAddress(from);
    let channel = channels.find(key);
    if (channel === undefined) {
      if (!channels.makeRoom()) return;
      channel = add(key, from, false);
      onChannel(channel);
    } else channels.use(key, channel);
    channel.receive(data);
  });

  return {
    channelTo: (address) => {
      const key = printAddress(address);
      const known = channels.find(key);
      if (known !== undefined) {
        channels.use(key, known);
        return known;
      }
      channels.makeRoom();
      return add(key, address, true);
    },
    dispose: () => {
      listening.dispose();
      for (const channel of channels.items) channel.end("The socket was closed.");
      socket.dispose();
    },
  };
}

interface UdpChannelSetup {
  readonly socket: DatagramSocket;
  readonly peer: Address;
  readonly isOutgoing: boolean;
  readonly now: number;
}

let created = 0;

class UdpChannel implements Channel, Occupant {
  readonly id = `udp-${++created}`;
  readonly transport = "udp";
  readonly peer: Address;
  readonly localAddress: Address;
  readonly identity = undefined;
  readonly isOutgoing: boolean;
  readonly maximumMessageSize = unfragmentedSize;
  readonly largestMessageSize = largestDatagram;
  readonly #socket: DatagramSocket;
  readonly #forget: () => void;
  readonly #data = new Emitter<Uint8Array>();
  readonly #end = new Emitter<string>();
  readonly onData = this.#data.event;
  readonly onEnd = this.#end.event;
  #hasWork: () => boolean = () => false;
  #isOpen = true;
  /** Milliseconds since 1970. */
  lastUse: number;

  constructor({ socket, peer, isOutgoing, now }: UdpChannelSetup, forget: () => void) {
    this.#socket = socket;
    this.localAddress = socket.localAddress;
    this.peer = peer;
    this.isOutgoing = isOutgoing;
    this.lastUse = now;
    this.#forget = forget;
  }

  readonly send = (data: Uint8Array): void => {
    if (this.#isOpen) this.#socket.send(data, this.peer);
  };

  readonly keepWhile = (hasWork: () => boolean): void => {
    this.#hasWork = hasWork;
  };

  readonly close = (): void => {
    this.end("We closed it.");
  };

  hasWork(): boolean {
    return this.#hasWork();
  }

  receive(data: Uint8Array): void {
    this.#data.fire(data);
  }

  end(reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#forget();
    this.#end.fire(reason);
    this.#data.dispose();
    this.#end.dispose();
  }
}
