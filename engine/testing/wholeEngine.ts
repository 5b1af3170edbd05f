import assert from "node:assert/strict";
import { systemClock } from "../../lwm2m/base/clock.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { createDefinitionSet } from "../../lwm2m/data/definitionSet.js";
import { createSimulatedDevice } from "../../lwm2m/device/createSimulatedDevice.js";
import type { SimulatedDevice } from "../../lwm2m/device/simulatedDevice.js";
import { testRegistry } from "../../test/fixtures/registry.js";
import type { EngineClient } from "../client/engineClient.js";
import { createSimulatorConnector } from "../core/simulatorConnector.js";
import type { EngineNotification, EngineNotifications, EngineSnapshot } from "../protocol.js";
import type { DeviceSummary, DeviceTree, ResourceNode } from "../protocol/devices.js";
import type { TestHome } from "./engineBundle.js";

/** A key that tests look for in every place where none may be. */
export const keyHex = "00112233445566778899aabbccddeeff";

/** The ports of a running LwM2M Server. */
export interface Ports {
  readonly port: number;
  readonly securePort: number;
}

/** Starts the LwM2M Server on free ports. */
export async function startServer(client: EngineClient, ports: Partial<Ports> = {}): Promise<Ports> {
  const state = await client.request("server/start", { host: "127.0.0.1", port: 0, securePort: 0, ...ports });
  assert.equal(state.kind, "running");
  const { port = 0, securePort = 0 } = state;
  return { port, securePort };
}

/** How a device of a test gets to the LwM2M Server. */
export interface OwnDevice {
  readonly endpoint: string;
  readonly identity?: string;
  readonly key?: string;
  readonly port: number;
  readonly lifetime?: number;
}

/** A device in the process of the test, so that it lives on when the engine ends. */
export function ownDevice(home: TestHome, { endpoint, identity, key, port, lifetime }: OwnDevice): SimulatedDevice {
  const [clock, random, logger] = [systemClock, systemRandom, silentLogger];
  const secret = new Secret(Buffer.from(key ?? "", "hex"));
  const definition = testRegistry().object(3303);
  assert.ok(definition !== undefined);
  const device = createSimulatedDevice({
    endpoint,
    objects: [{ definition, instances: 2 }],
    definitions: createDefinitionSet(testRegistry()),
    ...(lifetime === undefined ? {} : { lifetime }),
    server: createSimulatorConnector({
      address: () => ({ host: "127.0.0.1", port }),
      ...(identity === undefined ? {} : { psk: { identity, key: () => secret } }),
      clock,
      random,
      logger,
    }),
    clock,
    random,
    logger,
  });
  home.atEnd(() => device.stop());
  return device;
}

/** Waits until the snapshot shows something; fails after a generous time. */
export async function seen<T>(
  client: EngineClient,
  what: string,
  look: (snapshot: EngineSnapshot) => T | undefined,
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const snapshot = await client.request("engine/snapshot", {});
    const found = look(snapshot);
    if (found !== undefined) return found;
    if (Date.now() > end) {
      const { server, devices, simulators, log } = snapshot;
      const tail = log.slice(-20).map((record) => `${record.kind} ${record.summary}`);
      throw new Error(`Waited in vain: ${what}. ${JSON.stringify({ server, devices, simulators, tail }, null, 1)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until a device of that name is online. */
export function online(client: EngineClient, name: string): Promise<DeviceSummary> {
  return seen(client, `${name} is online`, ({ devices }) =>
    devices.find((device) => device.name === name && device.status === "online"),
  );
}

/** Everything of one kind that is told from now on. */
export function gather<N extends EngineNotification>(client: EngineClient, name: N): readonly EngineNotifications[N][] {
  const all: EngineNotifications[N][] = [];
  client.onNotification(name, (params) => void all.push(params));
  return all;
}

/** A resource of a tree by its path. */
export function resourceAt(tree: DeviceTree, path: string): ResourceNode | undefined {
  return tree.objects
    .flatMap(({ instances }) => instances)
    .flatMap(({ resources }) => resources)
    .find((resource) => resource.path === path);
}
