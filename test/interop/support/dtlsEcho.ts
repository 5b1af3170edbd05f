import type { TestContext } from "node:test";
import { systemClock } from "../../../lwm2m/base/clock.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../../lwm2m/dtls/createEndpoint.js";
import type { ServerCredentials } from "../../../lwm2m/dtls/credentials.js";
import type { DtlsEndpoint, DtlsEndpointSetup } from "../../../lwm2m/dtls/endpoint.js";
import type { HandshakeReport } from "../../../lwm2m/dtls/handshakeReport.js";
import type { DtlsSession } from "../../../lwm2m/dtls/session.js";
import { recordHandshakes } from "./matrix.js";
import type { Program } from "./program.js";

/** A DTLS endpoint of ours that sends back what comes, in capitals. */
export interface DtlsEcho {
  readonly endpoint: DtlsEndpoint;
  readonly port: number;
  readonly reports: readonly HandshakeReport[];
}

/** Starts it on the loopback interface; it ends with the test. */
export async function startDtlsEcho(
  t: TestContext,
  server: ServerCredentials,
  setup: Partial<DtlsEndpointSetup> = {},
): Promise<DtlsEcho> {
  const socket = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const endpoint = createDtlsEndpoint({ ...base, socket, server, ...setup });
  recordHandshakes(t, endpoint);
  const reports: HandshakeReport[] = [];
  endpoint.onHandshake((report) => void reports.push(report));
  endpoint.onSession((session) => {
    session.onData((data) => {
      session.send(Buffer.from(Buffer.from(data).toString("latin1").toUpperCase(), "latin1"));
    });
  });
  t.after(() => {
    endpoint.dispose();
  });
  return { endpoint, port: socket.localAddress.port, reports };
}

/** The peer is a client: what it types comes back in capitals. */
export async function checkEcho(peer: Program, word: string): Promise<void> {
  peer.write(`${word}\n`);
  await peer.prints(new RegExp(`^${word.toUpperCase()}$`, "mu"));
}

/** The peer is a server: what we say is printed there, and what it types comes here. */
export async function checkTalk(peer: Program, session: DtlsSession): Promise<void> {
  session.send(Buffer.from("hello to a stranger\n"));
  await peer.prints(/hello to a stranger/u);
  const heard = nextText(session);
  peer.write("and back\n");
  if ((await heard) !== "and back\n") throw new Error("Something else came back.");
}

/** What comes next on a session, as text. */
export function nextText(session: DtlsSession): Promise<string> {
  return new Promise((resolve) => {
    const subscription = session.onData((data) => {
      subscription.dispose();
      resolve(Buffer.from(data).toString("latin1"));
    });
  });
}
