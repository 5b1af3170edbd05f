import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test, type TestContext } from "node:test";
import { Agent, createServer, type IncomingMessage } from "coap";
import { fromUtf8 } from "../../lwm2m/base/bytes.js";
import { systemClock } from "../../lwm2m/base/clock.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { codeLabel, codeOf, isSuccess } from "../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import type { CoapResponse, RequestOutcome } from "../../lwm2m/coap/exchange.js";
import type { CoapSession } from "../../lwm2m/coap/session.js";
import { dtlsChannel } from "../../lwm2m/coap/transport/dtls.js";
import { createUdpTransport } from "../../lwm2m/coap/transport/udp.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import { startCoapServer } from "./support/coapServer.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { runProgram } from "./support/program.js";
import { digest, moveBodies } from "./support/libcoapClient.js";

const identity = "libcoap-1";
const keyText = "a key of libcoap";
const host = "127.0.0.1";
const megabyte = 1024 * 1024;
const sizes = [megabyte, 10 * megabyte] as const;
const nothing = new Uint8Array(0);

function responseOf(outcome: RequestOutcome): CoapResponse {
  if (outcome.kind !== "response") throw new Error(JSON.stringify(outcome));
  const { response } = outcome;
  assert.ok(isSuccess(response.code), codeLabel(response.code));
  return response;
}

/** A session of ours with a server. */
async function connect(t: TestContext, port: number, isSecure: boolean): Promise<CoapSession> {
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const endpoint = createCoapEndpoint(base);
  t.after(() => {
    endpoint.dispose();
  });
  const socket = await openUdpSocket({ host, port: 0 });
  if (!isSecure) {
    const transport = createUdpTransport({ socket, clock: systemClock, onChannel: () => undefined });
    t.after(transport.dispose);
    return endpoint.accept(transport.channelTo({ host, port }));
  }
  const dtls = createDtlsEndpoint({ ...base, socket });
  t.after(() => {
    dtls.dispose();
  });
  const key = new Secret(fromUtf8(keyText));
  const credentials = { kind: "psk", identity, key } as const;
  const { session, report } = await dtls.connect({ host, port }, { credentials });
  if (session === undefined) throw new Error(JSON.stringify(report));
  return endpoint.accept(dtlsChannel(session));
}

/** Moves bodies of several sizes to a server and back. */
async function moveBothWays(session: CoapSession, largest: readonly number[]): Promise<void> {
  for (const size of largest) {
    const sent = randomBytes(size);
    responseOf(await session.request({ code: codeOf("PUT"), path: ["blob"], payload: sent }));
    const got = responseOf(await session.request({ code: codeOf("GET"), path: ["blob"] }));
    assert.equal(digest(got.payload ?? nothing), digest(sent));
  }
}

for (const library of ["openssl", "gnutls"] as const) {
  for (const isSecure of [false, true]) {
    const where = isSecure ? "over DTLS" : "over UDP";
    test(`coap-client-${library} ${where}: 1 and 10 MB in blocks, both ways`, async (t) => {
      const server = await startCoapServer(t, { [identity]: Buffer.from(keyText) });
      const uri = isSecure ? `coaps://${host}:${server.securePort}` : `coap://${host}:${server.port}`;
      const security = isSecure ? ["-u", identity, "-k", keyText] : [];
      const client = { program: `coap-client-${library}`, uri, arguments: [...security, "-B", "120", "-b", "1024"] };
      await moveBodies(t, client, server, sizes);
    });

    test(`coap-server-${library} ${where}: 1 and 10 MB in blocks, both ways`, async (t) => {
      const port = await freePortPair();
      runProgram(t, `coap-server-${library}`, ["-A", host, "-p", `${port}`, "-d", "5", "-k", keyText]);
      await untilTaken(port + 1);
      await moveBothWays(await connect(t, isSecure ? port + 1 : port, isSecure), sizes);
    });
  }
}

/** What npm's `coap` answers. */
function ask(agent: Agent, port: number, method: "GET" | "PUT", body?: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = agent.request({ host, port, method, pathname: "/blob" });
    // This number is 1024 bytes a block.
    if (body !== undefined) request.setOption("Block1", Buffer.of(0x6));
    request.on("response", resolve);
    request.on("error", reject);
    request.end(body);
  });
}

test("npm's coap as a client: 1 and 10 MB in blocks, both ways", async (t) => {
  const server = await startCoapServer(t, {});
  const agent = new Agent({ type: "udp4" });
  t.after(() => {
    agent.close();
  });
  for (const size of sizes) {
    const sent = randomBytes(size);
    assert.equal((await ask(agent, server.port, "PUT", sent)).code, "2.04");
    assert.equal(digest(server.blob()), digest(sent));
    const got = await ask(agent, server.port, "GET");
    assert.equal(digest(got.payload), digest(sent));
  }
});

test("npm's coap as a server: 1 and 10 MB in blocks to it, 1 MB from it", async (t) => {
  t.diagnostic(
    "coap 1.5.0 computes a checksum of the whole body for each block that it serves: 10 MB from it would take minutes of " +
      "its CPU, so that 1 MB is fetched from it.",
  );
  let blob = Buffer.alloc(0);
  const server = createServer((request, response) => {
    if (request.method === "PUT") {
      blob = Buffer.from(request.payload);
      response.code = "2.04";
      response.end();
    } else response.end(blob);
  });
  const port = await freePortPair();
  await new Promise<void>((resolve) => {
    server.listen(port, host, () => {
      resolve();
    });
  });
  t.after(() => {
    server.close();
  });
  const session = await connect(t, port, false);
  await moveBothWays(session, [megabyte]);
  const long = randomBytes(10 * megabyte);
  responseOf(await session.request({ code: codeOf("PUT"), path: ["blob"], payload: long }));
  assert.equal(digest(blob), digest(long));
});
