import { lookup } from "node:dns/promises";
import { systemClock } from "../../lwm2m/base/clock.js";
import type { Address } from "../../lwm2m/base/datagram.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { fromHex } from "../../lwm2m/base/bytes.js";
import { parseCoapUri, printCoapUri } from "../../lwm2m/coap/coapUri.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { createDefinitionSet, type DefinitionSet } from "../../lwm2m/data/definitionSet.js";
import { connectToServer } from "../../lwm2m/device/connectToServer.js";
import { createSimulatedDevice } from "../../lwm2m/device/createSimulatedDevice.js";
import type { SimulatedDeviceState, SimulatedObjectSetup } from "../../lwm2m/device/simulatedDevice.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { printable } from "../text/printable.js";
import { clockTime } from "./clockTime.js";
import { readCredentials } from "./credentialsFile.js";
import { readDefinitions } from "./definitionFiles.js";
import { DeviceCommandError } from "./deviceContext.js";

export interface SimulateRequest {
  /** Object IDs, `3303` or `3303@1.1`, and definition files. */
  readonly objects: readonly string[];
  readonly endpoint: string;
  /** `coap://host:port` or `coaps://host:port`. */
  readonly server: string;
  /** Needed for `coaps://`. */
  readonly identity: string | undefined;
  readonly credentials: string | undefined;
  readonly lifetime: number | undefined;
}

/** `lwm2m simulate`: a simulated device in a process of its own, until it is interrupted. */
export async function simulateCommand(request: SimulateRequest, io: Io, product: Product): Promise<ExitCode> {
  const definitions = createDefinitionSet(product.registry());
  const objects = await readObjects(request.objects, definitions, io);
  const { address, uri, isSecure } = await serverOf(request.server);
  const psk = isSecure ? keyOf(request, io) : undefined;
  const local = address.host.includes(":") ? "::" : "0.0.0.0";
  const host = address.host === "127.0.0.1" || address.host === "::1" ? address.host : local;
  const device = createSimulatedDevice({
    endpoint: request.endpoint,
    objects,
    definitions,
    ...(request.lifetime === undefined ? {} : { lifetime: request.lifetime }),
    server: connectToServer({
      uri,
      address,
      socket: await openUdpSocket({ host, port: 0 }),
      ...(psk === undefined ? {} : { psk }),
      clock: systemClock,
      random: systemRandom,
      logger: silentLogger,
    }),
    clock: systemClock,
    random: systemRandom,
    logger: silentLogger,
  });
  const show = (state: SimulatedDeviceState): void => {
    io.stdout.write(`${clockTime(systemClock.now())}  ${printable(stateText(state, request))}\n`);
  };
  show(device.state);
  const listening = device.onStateChange(show);
  await io.interrupted();
  listening.dispose();
  await device.stop();
  return exitCodes.clean;
}

function stateText(state: SimulatedDeviceState, { endpoint, server }: SimulateRequest): string {
  switch (state.kind) {
    case "connecting":
      return `${endpoint} connects to ${server}. Press Ctrl+C to stop.`;
    case "registered":
      return `${endpoint} is registered.`;
    case "failing":
      return `${endpoint} does not register. ${state.problem}`;
  }
}

/** The definitions of object IDs and files, each with one instance. */
async function readObjects(
  named: readonly string[],
  definitions: DefinitionSet,
  io: Io,
): Promise<readonly SimulatedObjectSetup[]> {
  const ids = named.filter((name) => /^\d+(?:@\d\.\d)?$/u.test(name));
  const fromRegistry = ids.map((name) => {
    const [id = "", version] = name.split("@");
    const found = definitions.find(Number(id), version);
    if (found === undefined)
      throw new DeviceCommandError(`OMA's registry has no object ${id}. Name the file that defines it.`);
    if (found.warning !== undefined) io.stderr.write(`lwm2m: ${found.warning}\n`);
    return { definition: found.object };
  });
  const targets = named.filter((name) => !ids.includes(name));
  if (targets.length === 0) return fromRegistry;
  const files = await readDefinitions(targets, io);
  return [...fromRegistry, ...files.flatMap(({ definitions: read }) => read.map((definition) => ({ definition })))];
}

interface ServerPlace {
  readonly address: Address;
  readonly uri: string;
  readonly isSecure: boolean;
}

async function serverOf(text: string): Promise<ServerPlace> {
  const { uri, problem } = parseCoapUri(text);
  if (uri === undefined) throw new DeviceCommandError(problem);
  try {
    const { address } = await lookup(uri.host);
    return { address: { host: address, port: uri.port }, uri: printCoapUri(uri), isSecure: uri.transport === "dtls" };
  } catch {
    throw new DeviceCommandError(`The name "${uri.host}" cannot be resolved. Check it, or write the address itself.`);
  }
}

function keyOf({ identity, credentials }: SimulateRequest, io: Io): { identity: string; key: Secret } {
  if (identity === undefined || credentials === undefined) {
    throw new DeviceCommandError("coaps:// needs --identity, and --credentials with the file that has its key.");
  }
  const file = readCredentials(credentials, io);
  if (file.credentials === undefined) throw new DeviceCommandError(file.problem);
  const found = file.credentials.find((one) => one.identity === identity);
  if (found === undefined) throw new DeviceCommandError(`${credentials} has no key of "${identity}".`);
  return { identity, key: new Secret(fromHex(found.key) ?? new Uint8Array()) };
}
