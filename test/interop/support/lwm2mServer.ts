import type { TestContext } from "node:test";
import { systemClock } from "../../../lwm2m/base/clock.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { createCoapEndpoint } from "../../../lwm2m/coap/createEndpoint.js";
import { dtlsChannel } from "../../../lwm2m/coap/transport/dtls.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import { noDefinitions } from "../../../lwm2m/data/definitions.js";
import { createDtlsEndpoint } from "../../../lwm2m/dtls/createEndpoint.js";
import type { ServerCredentials } from "../../../lwm2m/dtls/credentials.js";
import type { HandshakeReport } from "../../../lwm2m/dtls/handshakeReport.js";
import type { DtlsSession } from "../../../lwm2m/dtls/session.js";
import { createLwm2mServer } from "../../../lwm2m/management/createServer.js";
import type { Device } from "../../../lwm2m/management/device.js";
import type { ManagementEvent } from "../../../lwm2m/management/events.js";
import { recordHandshakes } from "./matrix.js";

/** Milliseconds until something that must happen counts as failed. Generous: a busy machine is no failure. */
const patience = 60_000;

/** An LwM2M Server of ours on a secure port, in this process, with any credentials. */
export interface SecureServer {
  readonly port: number;
  readonly reports: readonly HandshakeReport[];
  readonly sessions: readonly DtlsSession[];
  /** Waits until a device of that name has registered. */
  readonly registered: (name: string) => Promise<Device>;
  /** Waits for the next event of a kind. */
  readonly next: (kind: ManagementEvent["kind"]) => Promise<ManagementEvent>;
}

/** Starts it on the loopback interface; it ends with the test. */
export async function startSecureServer(t: TestContext, credentials: ServerCredentials): Promise<SecureServer> {
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const server = createLwm2mServer({ ...base, definitions: noDefinitions });
  const coap = createCoapEndpoint({ ...base, handler: server.handler });
  server.attach(coap);
  const socket = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const dtls = createDtlsEndpoint({ ...base, socket, server: credentials });
  recordHandshakes(t, dtls);
  const reports: HandshakeReport[] = [];
  const sessions: DtlsSession[] = [];
  dtls.onHandshake((report) => reports.push(report));
  dtls.onSession((session) => {
    sessions.push(session);
    coap.accept(dtlsChannel(session));
  });
  t.after(() => {
    server.dispose();
    coap.dispose();
    dtls.dispose();
  });
  const next = (kind: ManagementEvent["kind"]): Promise<ManagementEvent> =>
    new Promise((found, reject) => {
      const watchdog = setTimeout(() => {
        const told = reports.map(({ explanation }) => explanation).join("\n");
        reject(new Error(`"${kind}" did not happen within a minute.\n${told}`));
      }, patience);
      const listening = server.onEvent((event) => {
        if (event.kind !== kind) return;
        clearTimeout(watchdog);
        listening.dispose();
        found(event);
      });
    });
  const registered = async (name: string): Promise<Device> => {
    for (;;) {
      const device = [...server.devices.values()].find((one) => one.name === name);
      if (device !== undefined) return device;
      await next("registered");
    }
  };
  return { port: socket.localAddress.port, reports, sessions, registered, next };
}
