import type { TestContext } from "node:test";
import { fromUtf8 } from "../../../lwm2m/base/bytes.js";
import { systemClock } from "../../../lwm2m/base/clock.js";
import type { Address } from "../../../lwm2m/base/datagram.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import type { Decoded } from "../../../lwm2m/codec/codec.js";
import { decodePayload } from "../../../lwm2m/codec/codecs.js";
import { contentFormatId } from "../../../lwm2m/codec/contentFormats.js";
import { codeLabel, codeOf } from "../../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../../lwm2m/coap/createEndpoint.js";
import type { CoapResponse } from "../../../lwm2m/coap/exchange.js";
import type { CoapSession, IncomingRequest } from "../../../lwm2m/coap/session.js";
import { dtlsChannel } from "../../../lwm2m/coap/transport/dtls.js";
import { createUdpTransport } from "../../../lwm2m/coap/transport/udp.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import { parsePath } from "../../../lwm2m/data/path.js";
import { published } from "../../../lwm2m/device/testing/exampleStore.js";
import { createDtlsEndpoint } from "../../../lwm2m/dtls/createEndpoint.js";
import type { ConnectOptions, DtlsLimits } from "../../../lwm2m/dtls/endpoint.js";
import type { HandshakeReport } from "../../../lwm2m/dtls/handshakeReport.js";
import type { DtlsSession } from "../../../lwm2m/dtls/session.js";
import { recordChannels, recordHandshakes } from "./matrix.js";
import { responseOf } from "./coapClient.js";

/** One request of the Bootstrap-Server, with what its payload says. */
export interface BootstrapStep {
  /** Method and path, such as `PUT /0/1`. */
  readonly name: string;
  readonly contentFormat: number | undefined;
  readonly payload: Uint8Array;
  readonly content: Decoded;
}

/** A client of an LwM2M Bootstrap-Server: it asks, and answers on the same session what the server then sends. */
export interface BootstrapClient {
  /** Opens the session; over DTLS with options. */
  readonly connect: (to: Address, options?: ConnectOptions) => Promise<CoapSession>;
  readonly reports: readonly HandshakeReport[];
  /** The newest one over DTLS. */
  readonly session: () => DtlsSession | undefined;
  /** What the server has asked for, in all sessions. */
  readonly steps: readonly BootstrapStep[];
  /** Asks to be bootstrapped; the server answers that it will be. */
  readonly bootstrap: (coap: CoapSession, query: readonly string[]) => Promise<void>;
}

/** What the client has before (LwM2M TS 1.1 §6.1.7.3): the account of the Bootstrap-Server and nothing else. */
const possessions = `</>;lwm2m=1.1,</0/0>;uri="coaps://localhost:5684",</1>,</3/0>`;

const definitions = [0, 1, 2].map((id) => published(id));

function decode({ contentFormat, payload, path }: IncomingRequest): Decoded {
  return decodePayload(contentFormat, payload, {
    basePath: parsePath(path.join("/")).path ?? {},
    resource: (objectId, resourceId) =>
      definitions.find(({ id }) => id === objectId)?.resources.find(({ id }) => id === resourceId),
  });
}

/** Starts one on ports of its own; it ends with the test. */
export async function startBootstrapClient(t: TestContext, limits: Partial<DtlsLimits> = {}): Promise<BootstrapClient> {
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const steps: BootstrapStep[] = [];
  const answer = (request: IncomingRequest): CoapResponse => {
    const { code, path, contentFormat, payload } = request;
    const name = `${codeLabel(code)} /${path.join("/")}`;
    steps.push({ name, contentFormat, payload, content: decode(request) });
    switch (codeLabel(code)) {
      case "GET":
        return {
          code: codeOf("Content"),
          contentFormat: contentFormatId("link-format"),
          payload: fromUtf8(possessions),
        };
      case "DELETE":
        return { code: codeOf("Deleted") };
      default:
        return { code: codeOf("Changed") };
    }
  };
  const coap = createCoapEndpoint({ ...base, handler: answer });
  recordChannels(t, coap);
  const udp = createUdpTransport({
    socket: await openUdpSocket({ host: "127.0.0.1", port: 0 }),
    clock: systemClock,
    onChannel: (channel) => {
      channel.close();
    },
  });
  const dtls = createDtlsEndpoint({
    ...base,
    limits,
    socket: await openUdpSocket({ host: "127.0.0.1", port: 0 }),
  });
  recordHandshakes(t, dtls);
  const reports: HandshakeReport[] = [];
  dtls.onHandshake((report) => reports.push(report));
  t.after(() => {
    coap.dispose();
    udp.dispose();
    dtls.dispose();
  });
  let last: DtlsSession | undefined;
  return {
    reports,
    steps,
    session: () => last,
    connect: async (to, options) => {
      if (options === undefined) return coap.accept(udp.channelTo(to));
      const { session, report } = await dtls.connect(to, { serverName: "localhost", ...options });
      if (session === undefined) throw new Error(report.explanation);
      last = session;
      return coap.accept(dtlsChannel(session));
    },
    bootstrap: async (session, query) => {
      responseOf(await session.request({ code: codeOf("POST"), path: ["bs"], query }));
    },
  };
}
