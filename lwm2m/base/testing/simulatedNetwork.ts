import type { Clock } from "../clock.js";
import { printAddress, type Address, type Datagram, type DatagramSocket } from "../datagram.js";
import { Emitter } from "../event.js";
import type { Random } from "../random.js";

/** What the network does to datagrams. All are shares from 0 to 1, or milliseconds. */
export interface NetworkFaults {
  readonly loss: number;
  readonly duplication: number;
  /** The share of datagrams that take longer than those behind them. */
  readonly reordering: number;
  /** The time a datagram takes. */
  readonly delay: number;
}

/** A datagram on its way; a test may look at it or keep it from arriving. */
export interface Passing extends Datagram {
  readonly to: Address;
}

const faultless: NetworkFaults = { loss: 0, duplication: 0, reordering: 0, delay: 5 };

/** A network in memory, on a simulated clock, with the faults that real ones have. */
export class SimulatedNetwork {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #sockets = new Map<string, SimulatedSocket>();
  faults: NetworkFaults;
  /** Decides by hand which datagrams pass; set by tests that lose a certain one. */
  filter: (passing: Passing) => boolean = () => true;
  /** Every datagram that was sent, lost or not. */
  readonly onSend = new Emitter<Passing>();

  constructor(clock: Clock, random: Random, faults: Partial<NetworkFaults> = {}) {
    this.#clock = clock;
    this.#random = random;
    this.faults = { ...faultless, ...faults };
  }

  /** A socket at an address that nobody else has. */
  socket(host: string, port: number): SimulatedSocket {
    return new SimulatedSocket(this, { host, port });
  }

  /** @internal */
  place(socket: SimulatedSocket, from: Address | undefined): void {
    if (from !== undefined) this.#sockets.delete(printAddress(from));
    this.#sockets.set(printAddress(socket.localAddress), socket);
  }

  /** @internal */
  remove(socket: SimulatedSocket): void {
    this.#sockets.delete(printAddress(socket.localAddress));
  }

  /** Puts a datagram on its way, also one that a test has made up. */
  send(passing: Passing): void {
    const copy = { ...passing, data: Uint8Array.from(passing.data) };
    this.onSend.fire(copy);
    if (!this.filter(copy) || this.#random.fraction() < this.faults.loss) return;
    const copies = this.#random.fraction() < this.faults.duplication ? 2 : 1;
    for (let count = 0; count < copies; count++) {
      const isLate = this.#random.fraction() < this.faults.reordering;
      this.#clock.after(this.faults.delay * (isLate ? 1 + 9 * this.#random.fraction() : 1), () => {
        this.#sockets.get(printAddress(copy.to))?.receive(copy);
      });
    }
  }
}

/** A socket of a simulated network. */
export class SimulatedSocket implements DatagramSocket {
  readonly #network: SimulatedNetwork;
  readonly #datagrams = new Emitter<Datagram>();
  readonly onDatagram = this.#datagrams.event;
  #address: Address;

  constructor(network: SimulatedNetwork, address: Address) {
    this.#network = network;
    this.#address = address;
    network.place(this, undefined);
  }

  get localAddress(): Address {
    return this.#address;
  }

  /** Gives the socket another address, as a network address translator does to a sleeping device. */
  moveTo(address: Address): void {
    const before = this.#address;
    this.#address = address;
    this.#network.place(this, before);
  }

  readonly send = (data: Uint8Array, to: Address): void => {
    this.#network.send({ data, from: this.#address, to });
  };

  /** @internal */
  receive({ data, from }: Datagram): void {
    this.#datagrams.fire({ data, from });
  }

  readonly dispose = (): void => {
    this.#network.remove(this);
    this.#datagrams.dispose();
  };
}
