import { createSocket, type Socket } from "node:dgram";
import type { TestContext } from "node:test";
import {
  Agent,
  createServer,
  registerFormat,
  type IncomingMessage,
  type ObserveWriteStream,
  type OutgoingMessage,
} from "coap";
import { connectDtlsClient, dtlsClientFolder } from "./dtlsClient.js";
import { meetPeer } from "./matrix.js";
import { peerOfPackage } from "./peers.js";

const npmCoap = peerOfPackage("node_modules/coap");
const tlv = "application/vnd.oma.lwm2m+tlv";
registerFormat(tlv, 11542);

/** A small LwM2M 1.0 device made of npm's `coap`, over UDP or through `node-dtls-client`. */
export interface NpmDevice {
  /** What the device was asked, such as `PUT /3/0/14`, with the payload as text. */
  readonly asked: readonly { readonly request: string; readonly payload: string }[];
  /** Registers, and gives the code of the answer with the location. */
  readonly register: (endpoint: string) => Promise<{ readonly code: string; readonly location: string }>;
}

/** Where its LwM2M Server is, and the key for DTLS. */
export interface NpmDeviceOptions {
  readonly port: number;
  readonly psk?: { readonly identity: string; readonly key: Buffer };
}

const host = "127.0.0.1";

/** Starts a device; it ends with the test. */
export async function startNpmDevice(t: TestContext, { port, psk }: NpmDeviceOptions): Promise<NpmDevice> {
  meetPeer(t, npmCoap);
  const socket = await boundSocket(t);
  // `coap` sends on sockets of `dgram` alone, so DTLS is a relay between two ports of the loopback interface.
  const serverPort = psk === undefined ? port : await relayThroughDtls(t, socket.address().port, { port, psk });
  const asked: { request: string; payload: string }[] = [];
  let battery = 77;
  const server = createServer((request, response: OutgoingMessage | ObserveWriteStream) => {
    asked.push({ request: `${request.method} ${request.url}`, payload: request.payload.toString("latin1") });
    const level = (): Buffer => Buffer.from([0xc1, 9, battery]);
    if (request.method === "GET" && request.url === "/3/0/9") {
      response.setOption("Content-Format", tlv);
      if (!("write" in response) || request.headers["Observe"] === undefined) {
        response.end(level());
        return;
      }
      response.write(level());
      const ticking = setInterval(() => {
        battery = battery === 100 ? 50 : battery + 1;
        response.write(level());
      }, 300);
      response.on("finish", () => {
        clearInterval(ticking);
      });
      t.after(() => {
        clearInterval(ticking);
      });
      return;
    }
    if (request.method === "PUT" || request.method === "POST") response.code = "2.04";
    else response.code = "4.04";
    response.end();
  });
  server.listen(socket);
  const agent = new Agent({ socket });
  t.after(() => {
    server.close();
    agent.close();
  });
  return {
    asked,
    register: (endpoint) =>
      new Promise((resolve, reject) => {
        const query = `ep=${endpoint}&lwm2m=1.0&lt=60&b=U`;
        const request = agent.request({ method: "POST", host, port: serverPort, pathname: "/rd", query });
        request.setOption("Content-Format", "application/link-format");
        request.on("response", (response: IncomingMessage) => {
          const location = response.headers["Location-Path"];
          resolve({ code: response.code, location: typeof location === "string" ? location : "" });
        });
        request.on("error", reject);
        request.end(Buffer.from("</1/0>,</3/0>"));
      }),
  };
}

function boundSocket(t: TestContext): Promise<Socket> {
  const socket = createSocket("udp4");
  t.after(() => {
    try {
      socket.close();
    } catch (error) {
      // `coap` may have closed it already, which is what is wanted.
      if (!(error instanceof Error && "code" in error && error.code === "ERR_SOCKET_DGRAM_NOT_RUNNING")) throw error;
    }
  });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(0, host, () => {
      resolve(socket);
    });
  });
}

/** The port of a relay: what is sent there goes through DTLS to the server, and what comes from it to the device. */
async function relayThroughDtls(
  t: TestContext,
  devicePort: number,
  { port, psk }: Required<NpmDeviceOptions>,
): Promise<number> {
  const relay = await boundSocket(t);
  meetPeer(t, peerOfPackage(dtlsClientFolder()));
  const secure = await connectDtlsClient(port, psk);
  let isOpen = true;
  secure.once("close", () => (isOpen = false));
  t.after(() => {
    // It has closed by itself if the server was stopped first.
    if (isOpen) secure.close();
  });
  relay.on("message", (message) => {
    secure.send(message);
  });
  secure.on("message", (message: Buffer) => {
    relay.send(message, devicePort, host);
  });
  return relay.address().port;
}
