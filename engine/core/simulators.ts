import { isIPv6 } from "node:net";
import type { Clock } from "../../lwm2m/base/clock.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import type { Random } from "../../lwm2m/base/random.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { counted } from "../../lwm2m/base/words.js";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { createSimulatedDevice } from "../../lwm2m/device/createSimulatedDevice.js";
import type { SimulatedDevice } from "../../lwm2m/device/simulatedDevice.js";
import type { Device } from "../../lwm2m/management/device.js";
import type { ServerState } from "../protocol/server.js";
import type { SimulatedObject, SimulatorInfo, SimulatorOptions } from "../protocol/simulators.js";
import { EngineError } from "../protocol/engineError.js";
import type { EngineDefinitions } from "./definitions.js";
import { createSimulatorConnector } from "./simulatorConnector.js";

/** More than these would only slow down the machine. */
const mostSimulators = 100;

/** Bytes of a key that is made up. */
const keyLength = 16;

/** What the simulated devices are made from. */
export interface SimulatorsSetup {
  readonly definitions: EngineDefinitions;
  readonly server: () => ServerState;
  /** The key that the user has given an identity. */
  readonly givenKey: (identity: string) => Secret | undefined;
  /** True if a device has that name. */
  readonly isTaken: (endpoint: string) => boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly onChange: (simulators: readonly SimulatorInfo[]) => void;
}

interface Simulator {
  readonly id: string;
  readonly device: SimulatedDevice;
  readonly objects: readonly SimulatedObject[];
  readonly security: "psk" | "none";
  readonly key: Secret;
}

/** The devices that this engine simulates; they register with its own LwM2M Server. */
export class Simulators {
  readonly #setup: SimulatorsSetup;
  readonly #running = new Map<string, Simulator>();
  #next = 1;

  constructor(setup: SimulatorsSetup) {
    this.#setup = setup;
  }

  list(): readonly SimulatorInfo[] {
    return [...this.#running.values()].map(info);
  }

  /** The key of a simulated device, which the LwM2M Server knows without being told. */
  key(identity: string): Secret | undefined {
    const simulator = this.#byEndpoint(identity);
    return simulator?.security === "psk" ? this.#keyOf(simulator) : undefined;
  }

  /** True for the registration of a device that is simulated here. */
  isSimulated({ kind, name, identity }: Pick<Device, "kind" | "name" | "identity">): boolean {
    const simulator = this.#byEndpoint(name);
    if (kind !== "registered" || simulator === undefined) return false;
    return simulator.security === "psk"
      ? identity?.kind === "psk" && identity.identity === name
      : identity === undefined;
  }

  /** Starts a device. It registers by and by; its state tells how far it is. */
  start({ endpoint: wanted, objects, security = "psk" }: SimulatorOptions): SimulatorInfo {
    if (this.#running.size >= mostSimulators) {
      throw new EngineError(
        "failed",
        `${counted(mostSimulators, "simulated device")} are running. Stop one of them first.`,
      );
    }
    needServer(this.#setup.server(), security);
    const endpoint = wanted ?? this.#freeEndpoint();
    if (this.#byEndpoint(endpoint) !== undefined) {
      throw new EngineError(
        "invalid parameter",
        `A simulated device “${endpoint}” is running. Choose another endpoint name.`,
      );
    }
    const found = objects.map((object) => ({
      definition: this.#definitionOf(object),
      instances: object.instances ?? 1,
    }));
    const { definitions, clock, random, logger } = this.#setup;
    const id = `simulator-${this.#next}`;
    this.#next += 1;
    const key = new Secret(random.bytes(keyLength));
    const connector = createSimulatorConnector({
      address: () => serverAddress(this.#setup.server(), security),
      ...(security === "psk" ? { psk: { identity: endpoint, key: () => this.#setup.givenKey(endpoint) ?? key } } : {}),
      clock,
      random,
      logger: logger.child(endpoint),
    });
    const device = createSimulatedDevice({
      endpoint,
      objects: found,
      definitions,
      server: connector,
      clock,
      random,
      logger: logger.child(endpoint),
    });
    const simulator: Simulator = {
      id,
      device,
      objects: found.map(({ definition, instances }) => ({
        objectId: definition.id,
        version: definition.version,
        instances,
      })),
      security,
      key,
    };
    this.#running.set(id, simulator);
    device.onStateChange(() => {
      if (this.#running.has(id)) this.#changed();
    });
    this.#changed();
    return info(simulator);
  }

  /** Stops a device, which deregisters; answers its endpoint client name. */
  async stop(id: string): Promise<string> {
    const simulator = this.#running.get(id);
    if (simulator === undefined) throw new EngineError("invalid parameter", `No simulated device “${id}” is running.`);
    await simulator.device.stop();
    this.#running.delete(id);
    this.#changed();
    return simulator.device.endpoint;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ device }) => device.stop()));
  }

  #byEndpoint(endpoint: string): Simulator | undefined {
    for (const simulator of this.#running.values()) if (simulator.device.endpoint === endpoint) return simulator;
    return undefined;
  }

  #keyOf({ device, key }: Simulator): Secret {
    return this.#setup.givenKey(device.endpoint) ?? key;
  }

  #freeEndpoint(): string {
    for (let number = 1; ; number++) {
      const endpoint = `simulated-${number}`;
      if (this.#byEndpoint(endpoint) === undefined && !this.#setup.isTaken(endpoint)) return endpoint;
    }
  }

  #definitionOf({ objectId, version }: SimulatedObject): ObjectDefinition {
    const { definitions } = this.#setup;
    const found = version === undefined ? definitions.newest(objectId) : definitions.find(objectId, version)?.object;
    if (found === undefined) {
      throw new EngineError(
        "invalid parameter",
        `No definition of object ${objectId} is known. Open the file that defines it, or choose another object.`,
      );
    }
    if (version !== undefined && found.version !== version) {
      throw new EngineError(
        "invalid parameter",
        `No definition of object ${objectId} in version ${version} is known; the nearest one is ${found.version}.`,
      );
    }
    return found;
  }

  #changed(): void {
    this.#setup.onChange(this.list());
  }
}

function info({ id, device, objects, security }: Simulator): SimulatorInfo {
  return { id, endpoint: device.endpoint, objects, security, state: device.state };
}

/** @throws {EngineError} if there is no LwM2M Server to register with */
function needServer(server: ServerState, security: "psk" | "none"): void {
  if (server.kind !== "running") {
    throw new EngineError("failed", "The LwM2M Server is not running. Start it, then simulate the device again.");
  }
  if (security === "psk" && server.securePort === undefined) {
    throw new EngineError(
      "failed",
      "The LwM2M Server has no port for DTLS. Start it with one, or simulate a device without security.",
    );
  }
  if (security === "none" && server.port === undefined) {
    throw new EngineError(
      "failed",
      "The LwM2M Server has no port without DTLS. Start it with one, or simulate a device with a key.",
    );
  }
}

/** Where a device of this machine finds the LwM2M Server now; undefined while it is stopped. */
function serverAddress(
  server: ServerState,
  security: "psk" | "none",
): { readonly host: string; readonly port: number } | undefined {
  if (server.kind !== "running") return undefined;
  const port = security === "psk" ? server.securePort : server.port;
  if (port === undefined) return undefined;
  // A server on all addresses is reached by the loopback one.
  const isAny = server.host === "0.0.0.0" || /^[0:]+$/u.test(server.host);
  const loopback = isIPv6(server.host) ? "::1" : "127.0.0.1";
  return { host: isAny ? loopback : server.host, port };
}
