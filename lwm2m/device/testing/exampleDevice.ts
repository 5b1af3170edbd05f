import { testRegistry } from "../../../test/fixtures/registry.js";
import { silentLogger } from "../../base/logger.js";
import type { Secret } from "../../base/secret.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { SimulatedNetwork, type NetworkFaults } from "../../base/testing/simulatedNetwork.js";
import { codeOf } from "../../coap/codes.js";
import type { CoapRequest } from "../../coap/exchange.js";
import { createDefinitionSet } from "../../data/definitionSet.js";
import type { ObjectDefinition } from "../../definition/model.js";
import { connectToServer } from "../connectToServer.js";
import { createSimulatedDevice } from "../createSimulatedDevice.js";
import type { SimulatedDevice } from "../simulatedDevice.js";
import { deviceAddress, exampleServer, serverAddress, type ExampleServer } from "./exampleServer.js";

/** A device and a server on a simulated network. */
export interface Example {
  readonly clock: SimulatedClock;
  readonly network: SimulatedNetwork;
  readonly server: ExampleServer;
  readonly device: SimulatedDevice;
}

export interface ExampleSetup {
  readonly objects?: readonly ObjectDefinition[];
  readonly instances?: number;
  readonly lifetime?: number;
  readonly faults?: Partial<NetworkFaults>;
  readonly seed?: number;
  /** With a key both speak DTLS; `serverKey` is what the server has for the identity. */
  readonly key?: Secret;
  readonly serverKey?: Secret;
}

/** Starts both; the device has not registered yet. */
export function exampleDevice(setup: ExampleSetup = {}): Example {
  const { objects = [], instances = 1, lifetime = 300, faults = {}, seed = 1, key, serverKey = key } = setup;
  const clock = new SimulatedClock();
  const random = seededBytes(seed);
  const network = new SimulatedNetwork(clock, random, faults);
  const server = exampleServer(clock, network, key === undefined ? undefined : () => serverKey);
  const logger = silentLogger;
  const { host, port } = serverAddress;
  const device = createSimulatedDevice({
    endpoint: "example",
    objects: objects.map((definition) => ({ definition, instances })),
    definitions: createDefinitionSet(testRegistry()),
    lifetime,
    server: connectToServer({
      uri: `${key === undefined ? "coap" : "coaps"}://${host}:${port}`,
      address: serverAddress,
      socket: network.socket(deviceAddress.host, deviceAddress.port),
      ...(key === undefined ? {} : { psk: { identity: "example", key } }),
      clock,
      random,
      logger,
    }),
    clock,
    random,
    logger,
  });
  return { clock, network, server, device };
}

/** The same, once the device has registered. */
export async function registeredDevice(setup: ExampleSetup = {}): Promise<Example> {
  const example = exampleDevice(setup);
  await example.clock.advance(2000);
  if (example.device.state.kind !== "registered") throw new Error("The device has not registered.");
  return example;
}

/** A request by method, path with query, and what else it has. */
export function request(
  method: "GET" | "PUT" | "POST" | "DELETE",
  target: string,
  rest: Partial<CoapRequest> = {},
): CoapRequest {
  const [path = "", query] = target.split("?");
  return {
    code: codeOf(method),
    path: path.split("/").filter((part) => part !== ""),
    ...(query === undefined ? {} : { query: query.split("&") }),
    ...rest,
  };
}
