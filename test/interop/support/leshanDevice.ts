import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { startStandaloneDevice } from "../../../engine/standaloneDevice.js";
import { systemClock } from "../../../lwm2m/base/clock.js";
import { printAddress } from "../../../lwm2m/base/datagram.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { codeOf } from "../../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../../lwm2m/coap/createEndpoint.js";
import type { RequestHandler } from "../../../lwm2m/coap/session.js";
import { dtlsChannel } from "../../../lwm2m/coap/transport/dtls.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import { createDefinitionSet } from "../../../lwm2m/data/definitionSet.js";
import { parseDefinitionFile } from "../../../lwm2m/definition/definitionFile.js";
import { objectDefinitions } from "../../../lwm2m/definition/objectDefinition.js";
import { createSimulatedDevice } from "../../../lwm2m/device/createSimulatedDevice.js";
import type { ServerConnector } from "../../../lwm2m/device/serverConnector.js";
import type { SimulatedDevice } from "../../../lwm2m/device/simulatedDevice.js";
import { published } from "../../../lwm2m/device/testing/exampleStore.js";
import { createDtlsEndpoint } from "../../../lwm2m/dtls/createEndpoint.js";
import type { ClientCredentials } from "../../../lwm2m/dtls/credentials.js";
import { testRegistry } from "../../fixtures/registry.js";
import { startLeshanServer, leshanCredentials, type LeshanServer } from "./leshanServers.js";
import { recordHandshakes, recordProof } from "./matrix.js";

/** The definition of an object with a resource of each type, which Leshan reads too. */
const model = resolve("test/interop/leshan/AllKinds.xml");

const base = { clock: systemClock, random: systemRandom, logger: silentLogger };

/** How an order to Leshan's server ended. */
export interface OrderResult {
  /** The response code such as 205, or what Leshan says of its failure. */
  readonly end: string;
  /** Values by path, as Leshan has decoded them. */
  readonly values: Readonly<Record<string, string>>;
  /** All lines between. */
  readonly lines: readonly string[];
}

/** A simulated device of ours that is registered with an LwM2M Server of Leshan. */
export interface DeviceAtLeshan {
  readonly server: LeshanServer;
  readonly device: SimulatedDevice;
  /** Has Leshan do something: an operation, a content format or "-", a path, paths with values. */
  readonly order: (...words: readonly string[]) => Promise<OrderResult>;
}

/** Starts both; they end with the test. */
export async function startDeviceAtLeshan(
  t: TestContext,
  kind: "none" | "psk" | "rpk" | "x509",
  env: Readonly<Record<string, string>> = {},
): Promise<DeviceAtLeshan> {
  const endpoint = "simulated-1";
  const known = leshanCredentials(t, kind, endpoint);
  const started: SimulatedDevice[] = [];
  // Before the server ends, so that the device can leave it.
  t.after(() => Promise.all(started.map((device) => device.stop())));
  const server = await startLeshanServer(t, "LeshanServerPeer", endpoint, { PEER_MODEL: model, ...known.env, ...env });
  const device = await startDevice(t, endpoint, server, known.client);
  started.push(device);
  await server.program.prints(/^registered simulated-1/mu);
  await registered(device);
  let orders = 0;
  const order = async (...words: readonly string[]): Promise<OrderResult> => {
    orders += 1;
    server.program.write(`${words.join(" ")}\n`);
    const answer = new RegExp(`^order ${orders}\\n([^]*?)done ${orders} ([^\\n]*)\\n`, "mu");
    const [, between = "", end = ""] = await server.program.prints(answer);
    const lines = between.split("\n").filter((line) => line !== "");
    return { end, lines, values: valuesIn(lines) };
  };
  return { server, device, order };
}

/** Waits until the device knows, too, that it is registered; at most as long as for what a program prints. */
async function registered(device: SimulatedDevice): Promise<void> {
  const end = Date.now() + 60_000;
  while (device.state.kind !== "registered") {
    if (device.state.kind === "failing") throw new Error(device.state.problem);
    if (Date.now() > end) throw new Error(`The device is ${device.state.kind} after a minute.`);
    await setTimeout(50);
  }
}

/** The values in lines that Leshan has printed. */
function valuesIn(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, path = "", value = ""] = /^value (\S+) (.*)$/u.exec(line) ?? [];
      return path === "" ? [] : [[path, decodeURIComponent(value)] as const];
    }),
  );
}

/** The device as `lwm2m simulate` has it; with public keys, which that does not take, the same with another way out. */
async function startDevice(
  t: TestContext,
  endpoint: string,
  { plain, secure }: LeshanServer,
  credentials: ClientCredentials | undefined,
): Promise<SimulatedDevice> {
  const definitions = createDefinitionSet(testRegistry());
  const own = objectDefinitions(parseDefinitionFile(readFileSync(model, "utf8")));
  definitions.setFile(model, own);
  const objects = [...own, published(5), published(3303, "1.0")].map((definition) => ({ definition }));
  const what = { endpoint, objects, definitions };
  if (credentials === undefined || credentials.kind === "psk") {
    const isPlain = credentials === undefined;
    const transport = isPlain ? "udp" : "dtls";
    recordProof(t, { role: "client", transport, credential: isPlain ? "none" : "psk" });
    const uri = isPlain ? `coap://${printAddress(plain)}` : `coaps://${printAddress(secure)}`;
    return startStandaloneDevice({ ...what, server: uri, ...(isPlain ? {} : { psk: credentials }) });
  }
  return createSimulatedDevice({ ...base, ...what, server: await publicKeyConnector(t, secure, credentials) });
}

async function publicKeyConnector(
  t: TestContext,
  to: LeshanServer["secure"],
  credentials: ClientCredentials,
): Promise<ServerConnector> {
  let answer: RequestHandler = () => ({ code: codeOf("Service Unavailable") });
  const coap = createCoapEndpoint({ ...base, handler: (request) => answer(request) });
  const dtls = createDtlsEndpoint({ ...base, socket: await openUdpSocket({ host: "127.0.0.1", port: 0 }) });
  recordHandshakes(t, dtls);
  return {
    uri: `coaps://${printAddress(to)}`,
    security: { kind: "none" },
    connect: async (handler) => {
      answer = handler;
      const { session, report } = await dtls.connect(to, { credentials, serverName: "localhost" });
      return session === undefined
        ? { problem: report.explanation }
        : { session: coap.accept(dtlsChannel(session)), isContinued: report.isResumed };
    },
    dispose: () => {
      coap.dispose();
      dtls.dispose();
    },
  };
}
