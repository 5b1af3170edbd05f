import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { test, type TestContext } from "node:test";
import { systemClock } from "../../base/clock.js";
import { silentLogger } from "../../base/logger.js";
import { systemRandom } from "../../base/random.js";
import { codeOf } from "../codes.js";
import { createCoapEndpoint } from "../createEndpoint.js";
import type { CoapEndpoint, CoapEndpointSetup } from "../endpoint.js";
import type { CoapSession } from "../session.js";
import { patternOf, responseOf, textOf } from "../testing/coapPair.js";
import type { ConnectOutcome } from "./streamClient.js";
import type { StreamServer, StreamServerSetup } from "./streamServer.js";
import { connectTcp, listenTcp } from "./tcp.js";
import { TransportError } from "./transportError.js";

const get = codeOf("GET");
const content = codeOf("Content");

function endpointFor(t: TestContext, setup: Partial<CoapEndpointSetup> = {}): CoapEndpoint {
  const endpoint = createCoapEndpoint({ clock: systemClock, random: systemRandom, logger: silentLogger, ...setup });
  t.after(() => {
    endpoint.dispose();
  });
  return endpoint;
}

async function serve(
  t: TestContext,
  endpoint: CoapEndpoint,
  setup: Partial<StreamServerSetup> = {},
): Promise<StreamServer> {
  const server = await listenTcp({
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
    onChannel: (channel) => void endpoint.accept(channel),
    ...setup,
  });
  t.after(() => {
    server.dispose();
  });
  return server;
}

function sessionOf(endpoint: CoapEndpoint, outcome: ConnectOutcome): CoapSession {
  if (outcome.kind === "failed") throw new Error(outcome.reason);
  return endpoint.accept(outcome.channel);
}

test("long bodies go both ways over TCP, over IPv4 and IPv6, and both sides ask", async (t) => {
  const echo: Partial<CoapEndpointSetup> = { handler: ({ payload }) => ({ code: content, payload }) };
  for (const host of ["127.0.0.1", "::1"]) {
    const serving = endpointFor(t, echo);
    const server = await serve(t, serving, { host });
    const client = endpointFor(t, echo);
    const session = sessionOf(client, await connectTcp({ to: server.localAddress, clock: systemClock }));
    const body = patternOf(1_000_000);
    const put = { code: codeOf("PUT"), path: ["echo"], payload: body };
    assert.deepEqual(responseOf(await session.request(put)).payload, body);
    const [back] = serving.sessions;
    assert.ok(back);
    assert.deepEqual(responseOf(await back.request(put)).payload, body);
    assert.ok((await session.ping()) !== undefined);
    const { transport, peer, localAddress, isOutgoing } = back.channel;
    assert.deepEqual(
      { transport, peer, localAddress, isOutgoing },
      { transport: "tcp", peer: session.channel.localAddress, localAddress: session.channel.peer, isOutgoing: false },
    );
    assert.equal(server.connections, 1);
    const ended = new Promise<string>((resolve) => back.onEnd(resolve));
    session.close();
    assert.equal(await ended, "The peer has released the connection.");
    assert.equal(server.connections, 0);
  }
});

test("a peer that breaks off, and one that closes, end the session with the reason", async (t) => {
  for (const [end, reason] of [
    ["resetAndDestroy", "The peer has broken the connection off."],
    ["end", "The peer closed it."],
  ] as const) {
    const endpoint = endpointFor(t);
    const ended = new Promise<string>((resolve) => {
      endpoint.onSession((session) => session.onEnd(resolve));
    });
    const server = await serve(t, endpoint);
    const socket = connect(server.localAddress.port, "127.0.0.1");
    t.after(() => socket.destroy());
    await once(socket, "data");
    socket[end]();
    assert.equal(await ended, reason);
    assert.equal(endpoint.sessions.size, 0);
  }
});

test("a peer that says nothing is not kept", async (t) => {
  const endpoint = endpointFor(t, { parameters: { csmTimeout: 50 } });
  const server = await serve(t, endpoint);
  const socket = connect(server.localAddress.port, "127.0.0.1");
  t.after(() => socket.destroy());
  socket.resume();
  await once(socket, "close");
  assert.equal(server.connections, 0);
});

test("no more connections are kept than there are places", async (t) => {
  const endpoint = endpointFor(t, { handler: () => ({ code: content, payload: patternOf(3) }) });
  const server = await serve(t, endpoint, { maximumConnections: 1 });
  const client = endpointFor(t);
  const session = sessionOf(client, await connectTcp({ to: server.localAddress, clock: systemClock }));
  responseOf(await session.request({ code: get, path: [] }));
  const second = connect(server.localAddress.port, "127.0.0.1");
  second.on("error", () => undefined);
  await once(second, "close");
  assert.equal(server.connections, 1);
  assert.equal(textOf(await session.request({ code: get, path: [] })), "\0\x07\x0e");
});

test("an attempt that fails says why, and what to do next", async (t) => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const server = await serve(t, endpointFor(t));
  await new Promise((resolve) => silent.close(resolve));
  const refused = await connectTcp({ to: { host: "127.0.0.1", port }, clock: systemClock });
  assert.deepEqual(refused, {
    kind: "failed",
    reason: "Nobody listens there. Check the port, and that the peer runs.",
  });
  const late = await connectTcp({ to: server.localAddress, clock: systemClock, timeout: 0 });
  assert.match(late.kind === "failed" ? late.reason : "connected", /^Nobody has answered within 0 s|^connected/u);
});

test("a port that cannot be opened says why, and what to do next", async (t) => {
  const taken = await serve(t, endpointFor(t));
  const { port } = taken.localAddress;
  for (const [host, code] of [
    ["127.0.0.1", "address in use"],
    ["192.0.2.77", "address not available"],
    ["localhost", "address not valid"],
  ] as const) {
    await assert.rejects(
      listenTcp({ host, port, clock: systemClock, onChannel: () => undefined }),
      (error) => error instanceof TransportError && error.code === code && error.message.startsWith("TCP "),
    );
  }
});
