import { systemClock } from "../lwm2m/base/clock.js";
import { silentLogger } from "../lwm2m/base/logger.js";
import { systemRandom } from "../lwm2m/base/random.js";
import type { Secret } from "../lwm2m/base/secret.js";
import { parseCoapUri, printCoapUri } from "../lwm2m/coap/coapUri.js";
import { openUdpSocket } from "../lwm2m/coap/transport/udpSocket.js";
import type { Definitions } from "../lwm2m/data/definitions.js";
import { connectToServer } from "../lwm2m/device/connectToServer.js";
import { createSimulatedDevice } from "../lwm2m/device/createSimulatedDevice.js";
import type { SimulatedDevice, SimulatedObjectSetup } from "../lwm2m/device/simulatedDevice.js";
import { localHost } from "./core/localHost.js";
import { resolveHost } from "./core/resolveHost.js";
import { EngineError } from "./protocol/engineError.js";

/** A simulated device in whatever process asks for it, for any LwM2M Server. */
export interface StandaloneDeviceOptions {
  readonly endpoint: string;
  readonly objects: readonly SimulatedObjectSetup[];
  readonly definitions: Definitions;
  /** Seconds. */
  readonly lifetime?: number;
  /** `coap://host:port` or `coaps://host:port`. */
  readonly server: string;
  /** Needed for `coaps://`. */
  readonly psk?: { readonly identity: string; readonly key: Secret };
}

/**
 * Starts a simulated device without an engine: it needs nobody to find it.
 * @throws {EngineError} if the server's URI is none, or its name has no address
 */
export async function startStandaloneDevice(options: StandaloneDeviceOptions): Promise<SimulatedDevice> {
  const { endpoint, objects, definitions, lifetime, server, psk } = options;
  const { uri, problem } = parseCoapUri(server);
  if (uri === undefined) throw new EngineError("invalid parameter", problem);
  const resolved = await resolveHost(uri.host, systemClock);
  if (resolved.address === undefined) throw new EngineError("failed", resolved.problem);
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  return createSimulatedDevice({
    ...base,
    endpoint,
    objects,
    definitions,
    ...(lifetime === undefined ? {} : { lifetime }),
    server: connectToServer({
      ...base,
      uri: printCoapUri(uri),
      address: { host: resolved.address, port: uri.port },
      socket: await openUdpSocket({ host: localHost(resolved.address), port: 0 }),
      ...(psk === undefined ? {} : { psk }),
    }),
  });
}
