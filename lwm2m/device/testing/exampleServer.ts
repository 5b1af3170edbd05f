import type { Address } from "../../base/datagram.js";
import { silentLogger } from "../../base/logger.js";
import type { Secret } from "../../base/secret.js";
import { toUtf8 } from "../../base/bytes.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import type { SimulatedClock } from "../../base/testing/simulatedClock.js";
import type { SimulatedNetwork } from "../../base/testing/simulatedNetwork.js";
import { codeLabel, codeOf } from "../../coap/codes.js";
import { createCoapEndpoint } from "../../coap/createEndpoint.js";
import type { CoapRequest, CoapResponse, RequestOutcome } from "../../coap/exchange.js";
import type { CoapSession, IncomingRequest } from "../../coap/session.js";
import { dtlsChannel } from "../../coap/transport/dtls.js";
import { createUdpTransport } from "../../coap/transport/udp.js";
import { createDtlsEndpoint } from "../../dtls/createEndpoint.js";

/** The least that a device needs to register with, on a simulated network; tests look at what it was sent. */
export interface ExampleServer {
  /** What the device has sent to /rd and below: method, path, query, payload. */
  readonly received: { readonly text: string; readonly payload: string }[];
  /** The session of the last Register or Update. */
  session: CoapSession | undefined;
  /** Answers instead of the server, if it is set. */
  answer: ((request: IncomingRequest) => CoapResponse | undefined) | undefined;
  /** The registration that it knows. */
  location: string | undefined;
  /** Forgets everything, as after a crash, and does not answer until `start`. */
  readonly crash: () => void;
  readonly start: () => void;
  /** Sends the device a request and lets time pass until it is answered. */
  readonly ask: (request: CoapRequest) => Promise<CoapResponse>;
}

export const serverAddress: Address = { host: "192.0.2.1", port: 5683 };
export const deviceAddress: Address = { host: "192.0.2.2", port: 40000 };

/** Starts the server. With `psk` it speaks DTLS. */
export function exampleServer(
  clock: SimulatedClock,
  network: SimulatedNetwork,
  psk?: (identity: string) => Secret | undefined,
): ExampleServer {
  let registrations = 0;
  let stop: () => void = () => undefined;
  const received: ExampleServer["received"] = [];

  const handle = (request: IncomingRequest): CoapResponse => {
    const path = request.path.join("/");
    const text = `${codeLabel(request.code)} /${path}${request.query.length > 0 ? `?${request.query.join("&")}` : ""}`;
    received.push({ text, payload: toUtf8(request.payload) ?? "" });
    const special = server.answer?.(request);
    if (special !== undefined) return special;
    if (path === "rd") {
      server.session = request.session;
      server.location = `rd/${++registrations}`;
      return { code: codeOf("Created"), locationPath: server.location.split("/") };
    }
    if (path !== server.location) return { code: codeOf("Not Found") };
    server.session = request.session;
    if (request.code === codeOf("POST")) return { code: codeOf("Changed") };
    server.location = undefined;
    return { code: codeOf("Deleted") };
  };

  const start = (): void => {
    const random = seededBytes(99);
    const endpoint = createCoapEndpoint({ clock, random, logger: silentLogger, handler: handle });
    const socket = network.socket(serverAddress.host, serverAddress.port);
    if (psk === undefined) {
      const transport = createUdpTransport({ socket, clock, onChannel: (channel) => void endpoint.accept(channel) });
      stop = () => {
        endpoint.dispose();
        transport.dispose();
      };
    } else {
      const dtls = createDtlsEndpoint({ socket, clock, random, logger: silentLogger, server: { psk } });
      dtls.onSession((session) => void endpoint.accept(dtlsChannel(session)));
      // A crash says goodbye to nobody.
      stop = () => {
        socket.dispose();
      };
    }
  };

  const server: ExampleServer = {
    received,
    session: undefined,
    answer: undefined,
    location: undefined,
    start,
    crash: () => {
      stop();
      server.session = undefined;
      server.location = undefined;
    },
    ask: async (request) => {
      if (server.session === undefined) throw new Error("No device has registered.");
      const outcome: RequestOutcome = await clock.until(server.session.request(request));
      if (outcome.kind !== "response") throw new Error(`No response: ${outcome.kind}.`);
      return outcome.response;
    },
  };
  start();
  return server;
}
