import { fromUtf8 } from "../../lwm2m/base/bytes.js";
import type { Address, DatagramSocket } from "../../lwm2m/base/datagram.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { seededBytes } from "../../lwm2m/base/testing/seededBytes.js";
import { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import {
  SimulatedNetwork,
  type NetworkFaults,
  type SimulatedSocket,
} from "../../lwm2m/base/testing/simulatedNetwork.js";
import { createDefinitionSet } from "../../lwm2m/data/definitionSet.js";
import { connectToServer } from "../../lwm2m/device/connectToServer.js";
import { createSimulatedDevice } from "../../lwm2m/device/createSimulatedDevice.js";
import type { SimulatedDevice } from "../../lwm2m/device/simulatedDevice.js";
import { published } from "../../lwm2m/device/testing/exampleStore.js";
import type { Device, DeviceObservation } from "../../lwm2m/management/device.js";
import type { OperationResult, OperationSuccess } from "../../lwm2m/management/results.js";
import { testRegistry } from "../fixtures/registry.js";
import { HandledRequests } from "./handledRequests.js";
import { startServerHost, type ServerHost } from "./serverHost.js";
import { storeObject } from "./storeObject.js";

export const securities = ["none", "psk"] as const;

/** A network as bad as they get. */
export const badNetwork: Partial<NetworkFaults> = { loss: 0.3, duplication: 0.2, reordering: 0.3 };

export interface WholePairSetup {
  readonly security: (typeof securities)[number];
  readonly seed?: number;
  readonly faults?: Partial<NetworkFaults>;
}

const serverAddress: Address = { host: "192.0.2.1", port: 5684 };
const endpoint = "whole";
const key = new Secret(fromUtf8("sixteen secret b"));
/** Seconds. */
const lifetime = 300;
/** Much more than anything here takes, in milliseconds. */
const patience = 1e9;
/** How often a user asks again whose device was not reached. */
const maximumAttempts = 6;

/** A whole simulated device and a whole LwM2M Server, each with all its layers, on a simulated network. */
export class WholePair {
  readonly clock = new SimulatedClock();
  readonly handled = new HandledRequests();
  readonly network: SimulatedNetwork;
  readonly client: SimulatedDevice;
  readonly #setup: WholePairSetup;
  readonly #definitions = createDefinitionSet(testRegistry());
  readonly #clientSocket: SimulatedSocket;
  #host: ServerHost;
  /** Cuts the server off, so that what it says when it ends is not heard. */
  #cut: () => void = () => undefined;
  #runs = 0;

  constructor(setup: WholePairSetup) {
    const { security, seed = 1, faults = {} } = setup;
    this.#setup = setup;
    this.#definitions.setFile("file:///store.xml", [storeObject]);
    this.network = new SimulatedNetwork(this.clock, seededBytes(seed), faults);
    this.#host = this.#startServer(undefined);
    this.#clientSocket = this.network.socket("192.0.2.2", 40_000);
    const common = { clock: this.clock, random: seededBytes(seed + 1000), logger: silentLogger };
    const connector = connectToServer({
      ...common,
      uri: `${security === "psk" ? "coaps" : "coap"}://${serverAddress.host}:${serverAddress.port}`,
      address: serverAddress,
      socket: this.#clientSocket,
      ...(security === "psk" ? { psk: { identity: endpoint, key } } : {}),
    });
    this.client = createSimulatedDevice({
      ...common,
      endpoint,
      objects: [published(5), published(3303), storeObject].map((definition) => ({ definition })),
      definitions: this.#definitions,
      lifetime,
      server: {
        ...connector,
        connect: (handler) => connector.connect(this.handled.watch("device", handler)),
      },
    });
  }

  /** The device as the LwM2M Server knows it; there is exactly one. */
  get device(): Device {
    const [device, ...others] = this.#host.server.devices.values();
    if (device === undefined || others.length > 0) throw new Error(`The server knows ${others.length + 1} devices.`);
    return device;
  }

  get events(): ServerHost["events"] {
    return this.#host.events;
  }

  /** Lets time pass until both sides think that the device is registered. */
  async registered(): Promise<Device> {
    await this.until("it is registered", () => {
      const [device] = this.#host.server.devices.values();
      return this.client.state.kind === "registered" && device?.state === "online";
    });
    return this.device;
  }

  /** Lets time pass until something holds, an hour at the most. */
  async until(what: string, holds: () => boolean): Promise<void> {
    const end = this.clock.now() + 3_600_000;
    while (!holds()) {
      if (this.clock.now() > end) throw new Error(`An hour has passed, and it does not hold that ${what}.`);
      await this.clock.advance(500);
    }
  }

  /** Lets time pass until an operation succeeds; where the device was not reached, it is asked again as users do. */
  async insist(operate: (device: Device) => Promise<OperationResult>): Promise<OperationSuccess> {
    for (let attempt = 1; ; attempt++) {
      const result = await this.clock.until(operate(this.device), patience);
      if (result.kind === "success") return result;
      const isHopeless = result.kind === "refused" || result.cause === "invalid request";
      if (isHopeless || attempt === maximumAttempts) throw new Error(`It ends as ${JSON.stringify(result)}.`);
      await this.clock.advance(60_000);
    }
  }

  /** Our observation of a path. */
  observation(path: string): DeviceObservation {
    const found = this.device.observations.find((observation) => observation.path === path);
    if (found === undefined) throw new Error(`${path} is not observed.`);
    return found;
  }

  /** Lets time pass until so many more notifications of a path have come. */
  async notified(path: string, count: number): Promise<void> {
    const start = this.observation(path).notifications;
    await this.until(`${path} was notified ${count} times`, () => {
      return this.observation(path).notifications >= start + count;
    });
  }

  /** Gives the device another address, as a network address translator does that has forgotten it. */
  moveDevice(): void {
    const { host, port } = this.#clientSocket.localAddress;
    this.#clientSocket.moveTo({ host, port: port + 1 });
  }

  /** Ends the server as a crash does, without a word to anybody, and starts it again with the state that it has kept. */
  crashServer(): void {
    const state: unknown = JSON.parse(JSON.stringify(this.#host.server.exportState()));
    this.#cut();
    this.#host.stop();
    this.#host = this.#startServer(state);
  }

  /** Ends both, the device first, and lets the last datagrams arrive. */
  async stop(): Promise<void> {
    await this.clock.until(this.client.stop());
    this.#host.stop();
    await this.clock.advance(1000);
  }

  #startServer(state: unknown): ServerHost {
    const socket = this.network.socket(serverAddress.host, serverAddress.port);
    let isCut = false;
    this.#cut = () => {
      isCut = true;
    };
    const cuttable: DatagramSocket = {
      localAddress: socket.localAddress,
      onDatagram: socket.onDatagram,
      send: (data, to) => {
        if (!isCut) socket.send(data, to);
      },
      dispose: socket.dispose,
    };
    const { security, seed = 1 } = this.#setup;
    return startServerHost({
      clock: this.clock,
      socket: cuttable,
      seed: seed + 2000 + this.#runs++,
      definitions: this.#definitions,
      handled: this.handled,
      ...(security === "psk" ? { psk: (identity: string) => (identity === endpoint ? key : undefined) } : {}),
      state,
    });
  }
}
