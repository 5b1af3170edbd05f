import type { Clock } from "../../base/clock.js";
import type { Address } from "../../base/datagram.js";
import { Emitter } from "../../base/event.js";
import type { Connection } from "../transport/connection.js";

export interface ConnectionFaults {
  /** Milliseconds that bytes take. */
  readonly delay: number;
  /** How many bytes arrive in the next piece. */
  readonly pieceLength: () => number;
}

/** One end of a connection in memory. */
export class SimulatedConnection implements Connection {
  readonly localAddress: Address;
  readonly peer: Address;
  readonly #clock: Clock;
  readonly #faults: ConnectionFaults;
  readonly #data = new Emitter<Uint8Array>();
  readonly #end = new Emitter<string>();
  readonly onData = this.#data.event;
  readonly onEnd = this.#end.event;
  /** All that was sent from this end. */
  readonly sent: Uint8Array[] = [];
  #other: SimulatedConnection | undefined;
  #isOpen = true;
  /** Set to false by a test in which this end takes nothing any more. */
  isReading = true;
  backlog = 0;

  constructor(clock: Clock, localAddress: Address, peer: Address, faults: ConnectionFaults) {
    this.#clock = clock;
    this.localAddress = localAddress;
    this.peer = peer;
    this.#faults = faults;
  }

  /** @internal */
  join(other: SimulatedConnection): void {
    this.#other = other;
  }

  /** @internal */
  take(piece: Uint8Array): void {
    if (this.#isOpen) this.#data.fire(piece);
  }

  readonly send = (data: Uint8Array): void => {
    if (!this.#isOpen) return;
    const copy = Uint8Array.from(data);
    this.sent.push(copy);
    const other = this.#other;
    if (other === undefined || !other.isReading) {
      this.backlog += data.length;
      return;
    }
    for (let offset = 0; offset < copy.length;) {
      const end = offset + Math.max(1, this.#faults.pieceLength());
      const piece = copy.subarray(offset, end);
      this.#clock.after(this.#faults.delay, () => {
        other.take(piece);
      });
      offset = end;
    }
  };

  readonly close = (): void => {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#clock.after(this.#faults.delay, () => {
      this.#other?.ends("The peer closed it.");
    });
  };

  readonly cut = (): void => {
    this.close();
  };

  /** @internal */
  ends(reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#end.fire(reason);
  }
}

/** Both ends of a connection. */
export function simulatedConnections(
  clock: Clock,
  addresses: { readonly client: Address; readonly server: Address },
  faults: Partial<ConnectionFaults> = {},
): { readonly client: SimulatedConnection; readonly server: SimulatedConnection } {
  const all: ConnectionFaults = { delay: 5, pieceLength: () => 1460, ...faults };
  const client = new SimulatedConnection(clock, addresses.client, addresses.server, all);
  const server = new SimulatedConnection(clock, addresses.server, addresses.client, all);
  client.join(server);
  server.join(client);
  return { client, server };
}
