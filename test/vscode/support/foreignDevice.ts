// A device that is none of the engine's: it lives in the test and talks to the LwM2M Server over real sockets.
import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { systemClock } from "../../../lwm2m/base/clock.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { Secret } from "../../../lwm2m/base/secret.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import { createDefinitionSet } from "../../../lwm2m/data/definitionSet.js";
import { readRegistryFile } from "../../../lwm2m/definition/registry/readRegistryFile.js";
import { connectToServer } from "../../../lwm2m/device/connectToServer.js";
import { createSimulatedDevice } from "../../../lwm2m/device/createSimulatedDevice.js";
import type { SimulatedDevice } from "../../../lwm2m/device/simulatedDevice.js";

/** What a device is started with. */
export interface ForeignDevice {
  readonly endpoint: string;
  readonly identity: string;
  /** Hexadecimal digits. */
  readonly key: string;
  /** The DTLS port of the LwM2M Server. */
  readonly port: number;
}

/** Starts a device with a thermometer. It tries to register until it is stopped. */
export async function startForeignDevice({ endpoint, identity, key, port }: ForeignDevice): Promise<SimulatedDevice> {
  const extension = vscode.extensions.getExtension("lwm2m-workbench.lwm2m-workbench");
  assert.ok(extension);
  const definitions = createDefinitionSet(readRegistryFile(join(extension.extensionPath, "dist/registry.json.br")));
  const thermometer = definitions.find(3303, "1.1")?.object;
  assert.ok(thermometer);
  const surroundings = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const address = { host: "127.0.0.1", port };
  return createSimulatedDevice({
    endpoint,
    objects: [{ definition: thermometer }],
    definitions,
    server: connectToServer({
      uri: `coaps://127.0.0.1:${port}`,
      address,
      socket: await openUdpSocket({ host: "127.0.0.1", port: 0, logger: silentLogger }),
      psk: { identity, key: new Secret(Buffer.from(key, "hex")) },
      ...surroundings,
    }),
    ...surroundings,
  });
}
