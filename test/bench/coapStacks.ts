import { Agent, createServer, type IncomingMessage } from "coap";
import { systemClock } from "../../lwm2m/base/clock.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { codeOf } from "../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import type { RequestOutcome } from "../../lwm2m/coap/exchange.js";
import { createUdpTransport } from "../../lwm2m/coap/transport/udp.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { freePortPair } from "../interop/support/freePort.js";

/** The same two tasks for an implementation of CoAP: answer a short GET, take a large PUT. */
export interface CoapStack {
  /** Serves on a free loopback port, which it gives. */
  readonly serve: () => Promise<number>;
  readonly connect: (port: number) => Promise<CoapBenchClient>;
}

export interface CoapBenchClient {
  readonly get: () => Promise<void>;
  readonly put: (body: Buffer) => Promise<void>;
}

const host = "127.0.0.1";
const answer = Buffer.from("21.5");

/** As many requests may be on the way as the bench sends at once; the RFC's default is one. */
const parameters = { nstart: 100 };

function check(outcome: RequestOutcome): void {
  if (outcome.kind !== "response") throw new Error(`A request ended with ${outcome.kind}.`);
}

const ours: CoapStack = {
  serve: async () => {
    const endpoint = createCoapEndpoint({
      clock: systemClock,
      random: systemRandom,
      logger: silentLogger,
      handler: ({ code }) =>
        code === codeOf("GET") ? { code: codeOf("Content"), payload: answer } : { code: codeOf("Changed") },
    });
    const socket = await openUdpSocket({ host, port: 0 });
    createUdpTransport({ socket, clock: systemClock, onChannel: (channel) => void endpoint.accept(channel) });
    return socket.localAddress.port;
  },
  connect: async (port) => {
    const endpoint = createCoapEndpoint({ clock: systemClock, random: systemRandom, logger: silentLogger, parameters });
    const socket = await openUdpSocket({ host, port: 0 });
    const transport = createUdpTransport({ socket, clock: systemClock, onChannel: () => undefined });
    const session = endpoint.accept(transport.channelTo({ host, port }));
    return {
      get: async () => {
        check(await session.request({ code: codeOf("GET"), path: ["v"] }));
      },
      put: async (body) => {
        check(await session.request({ code: codeOf("PUT"), path: ["b"], payload: body }, { blockSize: 1024 }));
      },
    };
  },
};

const npm: CoapStack = {
  serve: async () => {
    const server = createServer((request, response) => {
      if (request.method === "GET") response.end(answer);
      else {
        response.code = "2.04";
        response.end();
      }
    });
    // It keeps its socket, and so the port that the system would choose, to itself.
    const port = await freePortPair();
    await new Promise<void>((resolve) => {
      server.listen(port, host, () => {
        resolve();
      });
    });
    return port;
  },
  connect: (port) => {
    const agent = new Agent({ type: "udp4" });
    const ask = (method: "GET" | "PUT", body?: Buffer): Promise<void> =>
      new Promise((resolve, reject) => {
        const request = agent.request({ host, port, method, pathname: method === "GET" ? "/v" : "/b" });
        // This number is 1024 bytes a block.
        if (body !== undefined) request.setOption("Block1", Buffer.of(0x6));
        request.on("response", (response: IncomingMessage) => {
          response.resume();
          resolve();
        });
        request.on("error", reject);
        request.end(body);
      });
    return Promise.resolve({ get: () => ask("GET"), put: (body) => ask("PUT", body) });
  },
};

/** The implementations by name. */
export const coapStacks = { ours, npm } as const;

export type CoapStackName = keyof typeof coapStacks;
