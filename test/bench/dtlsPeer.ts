/**
 * A process of the DTLS bench: `dtlsPeer.mjs serve FOLDER` answers each datagram with itself on a port that it tells,
 * `dtlsPeer.mjs hold COUNT` tells how many bytes of memory so many sessions take.
 */
import { systemClock } from "../../lwm2m/base/clock.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import { SimulatedNetwork } from "../../lwm2m/base/testing/simulatedNetwork.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import type { DtlsSession } from "../../lwm2m/dtls/session.js";
import { benchPsk, serverCredentials } from "./dtlsKeys.js";

const [role, argument = ""] = process.argv.slice(2);

async function serve(folder: string): Promise<number> {
  const socket = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const endpoint = createDtlsEndpoint({ ...base, socket, server: serverCredentials(folder) });
  endpoint.onSession((session) => {
    session.onData(session.send);
  });
  return socket.localAddress.port;
}

/** Bytes of resident memory for each of so many sessions of a server; their clients are gone once they have spoken. */
async function hold(count: number): Promise<number> {
  const clock = new SimulatedClock();
  const network = new SimulatedNetwork(clock, systemRandom);
  const key = new Secret(benchPsk.key);
  const base = { clock, random: systemRandom, logger: silentLogger };
  const sessions: DtlsSession[] = [];
  const server = createDtlsEndpoint({
    ...base,
    socket: network.socket("192.0.2.1", 5684),
    server: { psk: () => key },
    limits: { sessions: 2 * count },
  });
  server.onSession((session) => {
    session.onData(() => undefined);
    sessions.push(session);
  });
  const connect = async (index: number): Promise<void> => {
    const socket = network.socket(`10.0.${index >> 8}.${index & 255}`, 5000);
    const client = createDtlsEndpoint({ ...base, socket });
    const credentials = { kind: "psk", identity: `device-${index}`, key } as const;
    const { session } = await clock.until(client.connect(server.localAddress, { credentials }));
    await clock.advance(20);
    session?.send(benchPsk.key);
    await clock.advance(20);
    // What it says when it goes is not heard.
    network.filter = () => false;
    client.dispose();
    network.filter = () => true;
  };
  const warmUp = 500;
  for (let index = 0; index < warmUp; index++) await connect(index);
  const before = await resident();
  for (let index = warmUp; index < warmUp + count; index++) {
    await connect(index);
    if (index % 500 === 0) globalThis.gc?.();
  }
  const bytes = (await resident()) - before;
  if (sessions.length !== warmUp + count) throw new Error(`Only ${sessions.length} sessions were made.`);
  return bytes / count;
}

async function resident(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().rss;
}

if (role === "serve") process.send?.(await serve(argument));
else {
  process.send?.(await hold(Number(argument)));
  process.disconnect();
  process.exit(0);
}
