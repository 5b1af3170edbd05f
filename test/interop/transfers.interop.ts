import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test, type TestContext } from "node:test";
import {
  Agent,
  createServer,
  type IncomingMessage,
  type ObserveReadStream,
  type ObserveWriteStream,
  type OutgoingMessage,
} from "coap";
import { fromUtf8 } from "../../lwm2m/base/bytes.js";
import { Secret } from "../../lwm2m/base/secret.js";
import type { ClientCredentials } from "../../lwm2m/dtls/credentials.js";
import { bodySizes, megabyte } from "./support/blobService.js";
import { connectDatagrams, moveBothWays, observeThree } from "./support/coapClient.js";
import { startCoapServer } from "./support/coapServer.js";
import { freePortPair, untilTaken } from "./support/freePort.js";
import { meetPeer, recordExchanges, transferOf, type Peer } from "./support/matrix.js";
import { peerOfPackage } from "./support/peers.js";
import { runProgram } from "./support/program.js";
import { digest, moveBodies } from "./support/libcoapClient.js";

const identity = "libcoap-1";
const keyText = "a key of libcoap";
const host = "127.0.0.1";

const credentials: ClientCredentials = { kind: "psk", identity, key: new Secret(fromUtf8(keyText)) };

for (const library of ["openssl", "gnutls"] as const) {
  for (const isSecure of [false, true]) {
    const where = isSecure ? "over DTLS" : "over UDP";
    test(`coap-client-${library} ${where}: 1 and 10 MB in blocks, both ways`, async (t) => {
      const server = await startCoapServer(t, { [identity]: Buffer.from(keyText) });
      const uri = isSecure ? `coaps://${host}:${server.securePort}` : `coap://${host}:${server.port}`;
      const security = isSecure ? ["-u", identity, "-k", keyText] : [];
      const client = { program: `coap-client-${library}`, uri, arguments: [...security, "-B", "120", "-b", "1024"] };
      await moveBodies(t, client, server, bodySizes);
    });

    test(`coap-server-${library} ${where}: 1 and 10 MB in blocks, both ways, and we observe`, async (t) => {
      const port = await freePortPair();
      runProgram(t, `coap-server-${library}`, ["-A", host, "-p", `${port}`, "-d", "5", "-k", keyText]);
      await untilTaken(port + 1);
      const session = isSecure
        ? await connectDatagrams(t, { host, port: port + 1 }, credentials)
        : await connectDatagrams(t, { host, port });
      await moveBothWays(t, session, bodySizes);
      const texts = await observeThree(t, session, "time");
      assert.ok(
        texts.every((text) => /\d\d:\d\d:\d\d/u.test(text)),
        texts.join(" "),
      );
    });
  }
}

/** What npm's `coap` is told of `/count` until it has been told three times. */
function observe(agent: Agent, port: number): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const request = agent.request({ host, port, method: "GET", pathname: "/count", observe: true });
    const counts: number[] = [];
    request.on("response", (response: ObserveReadStream) => {
      response.on("data", (chunk: Buffer) => {
        counts.push(Number(chunk.toString()));
        if (counts.length < 3) return;
        response.close();
        resolve(counts);
      });
    });
    request.on("error", reject);
    request.end();
  });
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

/** npm's `coap`, which runs in this process. */
function meetNpmCoap(t: TestContext, role: Peer["role"]): Peer {
  const peer = { ...peerOfPackage("node_modules/coap"), role };
  meetPeer(t, peer);
  return peer;
}

test("npm's coap as a client: 1 and 10 MB in blocks, both ways, and it observes", async (t) => {
  meetNpmCoap(t, "client");
  const server = await startCoapServer(t, {});
  const agent = new Agent({ type: "udp4" });
  t.after(() => {
    agent.close();
  });
  for (const size of bodySizes) {
    const sent = randomBytes(size);
    assert.equal((await ask(agent, server.port, "PUT", sent)).code, "2.04");
    assert.equal(digest(server.blob()), digest(sent));
    const got = await ask(agent, server.port, "GET");
    assert.equal(digest(got.payload), digest(sent));
    recordExchanges(t, transferOf(size, "from it"), transferOf(size, "to it"));
  }
  const counts = await observe(agent, server.port);
  assert.deepEqual(
    counts,
    [...counts].sort((left, right) => left - right),
  );
  recordExchanges(t, "observe");
});

/** A server of npm's `coap` that holds a body at `/blob`, and counts at `/count` for those who observe. */
async function startNpmServer(t: TestContext): Promise<{ readonly port: number; readonly blob: () => Uint8Array }> {
  let blob = Buffer.alloc(0);
  const server = createServer((request, response) => {
    if (request.method === "PUT") {
      blob = Buffer.from(request.payload);
      response.code = "2.04";
      response.end();
    } else if (request.url === "/blob") response.end(blob);
    else if (request.headers.Observe === 0) count(response);
    else response.end("0");
  });
  const count = (response: OutgoingMessage | ObserveWriteStream): void => {
    let counted = 0;
    const ticking = setInterval(() => response.write(`${counted++}`), 100);
    response.write(`${counted++}`);
    response.on("finish", () => {
      clearInterval(ticking);
    });
    t.after(() => {
      clearInterval(ticking);
    });
  };
  const port = await freePortPair();
  await new Promise<void>((resolve) => {
    server.listen(port, host, () => {
      resolve();
    });
  });
  t.after(() => {
    server.close();
  });
  return { port, blob: () => blob };
}

test("npm's coap as a server: 1 and 10 MB in blocks, both ways, and we observe", async (t) => {
  const { version } = meetNpmCoap(t, "server");
  t.diagnostic(
    `coap ${version} makes the ETag of a body anew, byte by byte, for each block of it: 10 MB from it take it about 2 minutes.`,
  );
  const { port, blob } = await startNpmServer(t);
  const session = await connectDatagrams(t, { host, port });
  assert.deepEqual((await observeThree(t, session, "count")).map(Number), [1, 2, 3]);
  await moveBothWays(t, session, bodySizes);
  assert.equal(blob().length, 10 * megabyte);
});
