import { printAddress, type Address } from "../../base/datagram.js";
import { silentLogger } from "../../base/logger.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { SimulatedNetwork } from "../../base/testing/simulatedNetwork.js";
import type { Channel } from "../../coap/channel.js";
import { createCoapEndpoint } from "../../coap/createEndpoint.js";
import type { CoapEndpoint } from "../../coap/endpoint.js";
import { createUdpTransport, type UdpTransport } from "../../coap/transport/udp.js";
import { noDefinitions } from "../../data/definitions.js";
import { createLwm2mServer } from "../createServer.js";
import type { Device } from "../device.js";
import type { ManagementEvent } from "../events.js";
import type { Lwm2mServer, Lwm2mServerSetup } from "../server.js";
import { FakeClient, serverAddress } from "./fakeClient.js";

/**
 * An LwM2M Server on a simulated network. Identities are given to addresses by the test, in the place of DTLS: a channel
 * of such an address says that its peer has proved the identity.
 */
export class Scene {
  readonly clock = new SimulatedClock();
  readonly random = seededBytes(7);
  readonly network = new SimulatedNetwork(this.clock, seededBytes(11));
  readonly events: ManagementEvent[] = [];
  /** Identities by printed address. */
  readonly identities = new Map<string, string>();
  server: Lwm2mServer;
  endpoint: CoapEndpoint;
  transport: UdpTransport;
  #setup: Partial<Lwm2mServerSetup>;
  #clients = 0;

  constructor(setup: Partial<Lwm2mServerSetup> = {}) {
    this.#setup = setup;
    ({ server: this.server, endpoint: this.endpoint, transport: this.transport } = this.#open());
  }

  /** A client at an address of its own, with an identity if it is told. */
  client(identity?: string): FakeClient {
    const address = { host: `10.0.1.${++this.#clients}`, port: 40_000 };
    if (identity !== undefined) this.identities.set(printAddress(address), identity);
    return new FakeClient(this, address);
  }

  /** Ends the server as a process ends, and starts another one with what was worth keeping. */
  restart(state: unknown = JSON.parse(JSON.stringify(this.server.exportState()))): void {
    this.close();
    this.#setup = { ...this.#setup, state };
    ({ server: this.server, endpoint: this.endpoint, transport: this.transport } = this.#open());
  }

  /** Ends the channel to an address, as a DTLS session ends. */
  async endChannel(address: Address): Promise<void> {
    for (const { channel } of this.endpoint.sessions) {
      if (printAddress(channel.peer) === printAddress(address)) channel.close();
    }
    await this.clock.advance(0);
  }

  /** The device of a name; there is exactly one. */
  device(name: string): Device {
    const found = [...this.server.devices.values()].filter((device) => device.name === name);
    const [device] = found;
    if (device === undefined || found.length > 1) throw new Error(`There are ${found.length} devices named ${name}.`);
    return device;
  }

  /** The events of a kind so far. */
  of<Kind extends ManagementEvent["kind"]>(kind: Kind): readonly Extract<ManagementEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<ManagementEvent, { kind: Kind }> => event.kind === kind);
  }

  close(): void {
    this.server.dispose();
    this.transport.dispose();
    this.endpoint.dispose();
  }

  #open(): { server: Lwm2mServer; endpoint: CoapEndpoint; transport: UdpTransport } {
    const { clock, random } = this;
    const common = { clock, random, logger: silentLogger };
    const server = createLwm2mServer({ ...common, definitions: noDefinitions, ...this.#setup });
    server.onEvent((event) => this.events.push(event));
    const endpoint = createCoapEndpoint({ ...common, handler: server.handler });
    server.attach(endpoint);
    const socket = this.network.socket(serverAddress.host, serverAddress.port);
    const transport = createUdpTransport({
      socket,
      clock,
      onChannel: (channel) => {
        const identity = this.identities.get(printAddress(channel.peer));
        endpoint.accept(identity === undefined ? channel : authenticated(channel, identity));
      },
    });
    return { server, endpoint, transport };
  }
}

/** The same channel, as DTLS would give it. */
function authenticated(channel: Channel, identity: string): Channel {
  const { id, peer, isOutgoing, maximumMessageSize, send, onData, onEnd, close } = channel;
  return {
    ...{ id, peer, isOutgoing, maximumMessageSize, send, onData, onEnd, close },
    transport: "dtls",
    identity: { kind: "psk", identity },
  };
}
