import { Secret } from "../../lwm2m/base/secret.js";
import { fromHex } from "../../lwm2m/base/bytes.js";
import { localTime } from "../../lwm2m/base/localTime.js";
import { createDefinitionSet, type DefinitionSet } from "../../lwm2m/data/definitionSet.js";
import type { SimulatedDeviceState, SimulatedObjectSetup } from "../../lwm2m/device/simulatedDevice.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { printable } from "../text/printable.js";
import { readCredentials } from "./credentialsFile.js";
import { readDefinitions } from "./definitionFiles.js";
import { DeviceCommandError, reportingErrors } from "./deviceContext.js";

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
  const { endpoint, server, lifetime } = request;
  return reportingErrors(io, async () => {
    const definitions = createDefinitionSet(product.registry());
    const objects = await readObjects(request.objects, definitions, io);
    const psk = keyOf(request, io);
    const device = await product.startStandaloneDevice({
      endpoint,
      objects,
      definitions,
      server,
      ...(lifetime === undefined ? {} : { lifetime }),
      ...(psk === undefined ? {} : { psk }),
    });
    const show = (state: SimulatedDeviceState): void => {
      io.stdout.write(`${localTime(Date.now())}  ${printable(stateText(state, request))}\n`);
    };
    show(device.state);
    const listening = device.onStateChange(show);
    await io.interrupted();
    listening.dispose();
    await device.stop();
    return exitCodes.clean;
  });
}

function stateText(state: SimulatedDeviceState, { endpoint, server }: SimulateRequest): string {
  switch (state.kind) {
    case "connecting":
      return `Registering ${endpoint} at ${server}. Press Ctrl+C to stop.`;
    case "registered":
      return `${endpoint} is registered.`;
    case "failing":
      return `${endpoint} is not registered. ${state.problem} It goes on trying.`;
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

/** Who the device is; undefined for a server without security. */
function keyOf(
  { server, identity, credentials }: SimulateRequest,
  io: Io,
): { readonly identity: string; readonly key: Secret } | undefined {
  if (!/^coaps:/iu.test(server)) return undefined;
  if (identity === undefined || credentials === undefined) {
    throw new DeviceCommandError("coaps:// needs --identity, and --credentials with the file that has its key.");
  }
  const file = readCredentials(credentials, io);
  if (file.credentials === undefined) throw new DeviceCommandError(file.problem);
  const found = file.credentials.find((one) => one.identity === identity);
  if (found === undefined) throw new DeviceCommandError(`${credentials} has no key of "${identity}".`);
  return { identity, key: new Secret(fromHex(found.key) ?? new Uint8Array()) };
}
