import type { TestContext } from "node:test";
import { systemClock } from "../../../lwm2m/base/clock.js";
import type { Address } from "../../../lwm2m/base/datagram.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { createCoapEndpoint } from "../../../lwm2m/coap/createEndpoint.js";
import type { CoapSession } from "../../../lwm2m/coap/session.js";
import { dtlsChannel } from "../../../lwm2m/coap/transport/dtls.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../../lwm2m/dtls/createEndpoint.js";
import type { ConnectOptions } from "../../../lwm2m/dtls/endpoint.js";
import type { HandshakeReport } from "../../../lwm2m/dtls/handshakeReport.js";
import type { DtlsSession } from "../../../lwm2m/dtls/session.js";
import { recordHandshakes } from "./matrix.js";

/** CoAP over one handshake of ours. */
export interface DtlsConnection {
  readonly coap: CoapSession;
  readonly session: DtlsSession;
  readonly report: HandshakeReport;
}

/** A DTLS endpoint of ours that connects as often as one likes, and so resumes. */
export interface DtlsClient {
  /** Rejected with the explanation of a handshake that has failed. */
  readonly connect: (to: Address, options: ConnectOptions) => Promise<DtlsConnection>;
}

/** Starts one on a port of its own; it ends with the test. */
export async function startDtlsClient(t: TestContext, host = "127.0.0.1"): Promise<DtlsClient> {
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const endpoint = createCoapEndpoint(base);
  const dtls = createDtlsEndpoint({ ...base, socket: await openUdpSocket({ host, port: 0 }) });
  recordHandshakes(t, dtls);
  t.after(() => {
    endpoint.dispose();
    dtls.dispose();
  });
  return {
    connect: async (to, options) => {
      const { session, report } = await dtls.connect(to, { serverName: "localhost", ...options });
      if (session === undefined) throw new Error(report.explanation);
      return { coap: endpoint.accept(dtlsChannel(session)), session, report };
    },
  };
}
