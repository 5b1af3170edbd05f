import type { EngineClient } from "../../engine/client/engineClient.js";
import type { DeviceSummary } from "../../engine/protocol/devices.js";
import { nearest } from "../../lwm2m/base/nearest.js";
import { listed } from "../../lwm2m/base/words.js";
import { exitCodes, type ExitCode, type Io, type Product } from "../io.js";
import { printable } from "../text/printable.js";

/** What the user of a device command is told when it cannot go on; the exit code is then 2. */
export class DeviceCommandError extends Error {
  override readonly name = "DeviceCommandError";
}

/** Runs `work` with a connection to the engine, which is started if need be. Says what fails. */
export async function withEngine(
  io: Io,
  product: Product,
  work: (engine: EngineClient) => Promise<ExitCode>,
): Promise<ExitCode> {
  return reportingErrors(io, async () => {
    const engine = await product.connectEngine();
    try {
      return await work(engine);
    } finally {
      engine.dispose();
    }
  });
}

/** Does some work, and says what fails in a sentence. */
export async function reportingErrors(io: Io, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    // By name, as the engine's bundle has a class of its own.
    if (!(error instanceof Error && ["DeviceCommandError", "EngineError"].includes(error.name))) throw error;
    io.stderr.write(`lwm2m: ${printable(error.message)}\n`);
    return exitCodes.trouble;
  }
}

/**
 * The device that the user names by its endpoint, its ID, or as `coap://host`, which connects to it.
 * @throws {DeviceCommandError} if there is none
 */
export async function findDevice(
  engine: EngineClient,
  name: string,
  { identity, timeout }: { readonly identity?: string | undefined; readonly timeout?: number | undefined } = {},
): Promise<DeviceSummary> {
  if (/^coaps?:\/\//iu.test(name)) {
    return engine.request("devices/connect", {
      uri: name,
      ...(identity === undefined ? {} : { identity }),
      ...(timeout === undefined ? {} : { timeout }),
    });
  }
  const { devices, server } = await engine.request("engine/snapshot", {});
  const found = devices.filter((device) => device.name === name || device.id === name);
  const [device] = found;
  if (device !== undefined && found.length === 1) return device;
  if (found.length > 1) {
    const ids = listed(
      found.map(({ id }) => id),
      "or",
    );
    throw new DeviceCommandError(`${found.length} devices are called "${name}"; name one by its ID: ${ids}.`);
  }
  if (devices.length === 0) {
    throw new DeviceCommandError(
      server.kind === "running"
        ? `No device has registered yet.`
        : `No device is known, and the LwM2M Server does not run. Start it with "lwm2m serve", or in VS Code.`,
    );
  }
  const meant = nearest(
    name,
    devices.map((one) => one.name),
  );
  const hint = meant === undefined ? `Run "lwm2m devices" to see them.` : `Did you mean "${meant}"?`;
  throw new DeviceCommandError(`There is no device "${name}". ${hint}`);
}
