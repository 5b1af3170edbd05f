import type { TestContext } from "node:test";
import { systemClock } from "../../../lwm2m/base/clock.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { Secret } from "../../../lwm2m/base/secret.js";
import { codeOf } from "../../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../../lwm2m/coap/createEndpoint.js";
import type { CoapResponse } from "../../../lwm2m/coap/exchange.js";
import type { CoapSession, IncomingRequest } from "../../../lwm2m/coap/session.js";
import { dtlsChannel } from "../../../lwm2m/coap/transport/dtls.js";
import { createUdpTransport } from "../../../lwm2m/coap/transport/udp.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../../lwm2m/dtls/createEndpoint.js";
import type { ServerCredentials } from "../../../lwm2m/dtls/credentials.js";
import type { HandshakeReport } from "../../../lwm2m/dtls/handshakeReport.js";

/** A CoAP server of ours with one resource that holds anything, and one that counts, over UDP and DTLS. */
export interface CoapServer {
  readonly port: number;
  readonly securePort: number;
  /** What `/blob` holds now. */
  readonly blob: () => Uint8Array;
  /** How many times a request has been handed to the server, by method and path: `PUT /blob`. */
  readonly handled: ReadonlyMap<string, number>;
  readonly handshakes: readonly HandshakeReport[];
}

/** Milliseconds between two notifications of `/count`. */
const pace = 200;

/** Starts the server; it ends with the test. */
export async function startCoapServer(
  t: TestContext,
  keys: Readonly<Record<string, Uint8Array>>,
  credentials: ServerCredentials = {},
): Promise<CoapServer> {
  let blob: Uint8Array = new Uint8Array();
  let count = 0;
  const handled = new Map<string, number>();
  const handshakes: HandshakeReport[] = [];
  const observers = new Map<CoapSession, Uint8Array>();

  const handle = (request: IncomingRequest): CoapResponse => {
    const method = { [codeOf("GET")]: "GET", [codeOf("PUT")]: "PUT", [codeOf("POST")]: "POST" }[request.code] ?? "?";
    const name = `${method} /${request.path.join("/")}`;
    handled.set(name, (handled.get(name) ?? 0) + 1);
    switch (name) {
      case "GET /blob":
        return { code: codeOf("Content"), contentFormat: 42, payload: blob };
      case "PUT /blob":
      case "POST /blob":
        blob = request.payload;
        return { code: codeOf("Changed") };
      case "GET /count":
        if (request.observe === 0) observers.set(request.session, request.token);
        else observers.delete(request.session);
        return { ...counted(), ...(request.observe === 0 ? { observe: count } : {}) };
      default:
        return { code: codeOf("Not Found") };
    }
  };
  const counted = (): CoapResponse => ({ code: codeOf("Content"), contentFormat: 0, payload: Buffer.from(`${count}`) });

  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const endpoint = createCoapEndpoint({ ...base, handler: handle });
  const socket = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const transport = createUdpTransport({
    socket,
    clock: systemClock,
    onChannel: (channel) => void endpoint.accept(channel),
  });
  const secureSocket = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const secure = createDtlsEndpoint({
    ...base,
    socket: secureSocket,
    server: {
      psk: (identity) => (keys[identity] === undefined ? undefined : new Secret(keys[identity])),
      ...credentials,
    },
  });
  secure.onSession((session) => void endpoint.accept(dtlsChannel(session)));
  secure.onHandshake((report) => void handshakes.push(report));
  const ticking = setInterval(() => {
    count++;
    for (const [session, token] of observers) {
      session.notify(token, { ...counted(), observe: count }).then(
        (outcome) => {
          if (outcome !== "taken") observers.delete(session);
        },
        (error: unknown) => {
          throw error;
        },
      );
    }
  }, pace);
  t.after(() => {
    clearInterval(ticking);
    endpoint.dispose();
    secure.dispose();
    transport.dispose();
  });
  return {
    port: socket.localAddress.port,
    securePort: secureSocket.localAddress.port,
    blob: () => blob,
    handled,
    handshakes,
  };
}
