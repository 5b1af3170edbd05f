import assert from "node:assert/strict";
import { test } from "node:test";
import type { Datagram, DatagramSocket } from "../../base/datagram.js";
import { systemClock } from "../../base/clock.js";
import { createLogger, silentLogger, type LogLine } from "../../base/logger.js";
import { systemRandom } from "../../base/random.js";
import { codeOf } from "../codes.js";
import { createCoapEndpoint } from "../createEndpoint.js";
import { patternOf, responseOf } from "../testing/coapPair.js";
import { TransportError } from "./transportError.js";
import { createUdpTransport } from "./udp.js";
import { openUdpSocket } from "./udpSocket.js";

function next(socket: DatagramSocket): Promise<Datagram> {
  return new Promise((resolve) => {
    const listening = socket.onDatagram((datagram) => {
      listening.dispose();
      resolve(datagram);
    });
  });
}

test("datagrams go both ways, with the address that the peer is known by", async () => {
  const one = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const both = await openUdpSocket({ host: "::", port: 0 });
  try {
    const { port } = both.localAddress;
    const coming = next(both);
    one.send(Uint8Array.of(1, 2), { host: "127.0.0.1", port });
    const { data, from } = await coming;
    assert.deepEqual([data, from], [Uint8Array.of(1, 2), one.localAddress]);
    const returning = next(one);
    both.send(Uint8Array.of(3), from);
    assert.deepEqual(await returning, { data: Uint8Array.of(3), from: { host: "127.0.0.1", port } });
  } finally {
    one.dispose();
    both.dispose();
  }
});

test("CoAP goes over IPv6, in blocks as long as fit without fragments", async () => {
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const serving = createCoapEndpoint({ ...base, handler: ({ payload }) => ({ code: codeOf("Content"), payload }) });
  const asking = createCoapEndpoint(base);
  const sockets = await Promise.all([0, 0].map((port) => openUdpSocket({ host: "::1", port })));
  const [ours, theirs] = sockets.map((socket) =>
    createUdpTransport({ socket, clock: systemClock, onChannel: (channel) => void serving.accept(channel) }),
  );
  const to = sockets[1]?.localAddress;
  assert.ok(ours !== undefined && theirs !== undefined && to !== undefined);
  try {
    const payload = patternOf(20_000);
    const session = asking.accept(ours.channelTo(to));
    const outcome = await session.request({ code: codeOf("PUT"), path: ["a"], payload });
    assert.deepEqual(responseOf(outcome).payload, payload);
    const [back] = serving.sessions;
    assert.deepEqual(back?.channel.peer, sockets[0]?.localAddress);
  } finally {
    asking.dispose();
    serving.dispose();
    ours.dispose();
    theirs.dispose();
  }
});

test("a socket that cannot be opened says why, and what to do next", async () => {
  const taken = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  try {
    for (const [address, code, advice] of [
      [taken.localAddress, "address in use", /choose another port/u],
      [{ host: "192.0.2.77", port: 0 }, "address not available", /0\.0\.0\.0/u],
      [{ host: "localhost", port: 0 }, "address not valid", /not a name/u],
    ] as const) {
      await assert.rejects(openUdpSocket(address), (error) => {
        assert.ok(error instanceof TransportError);
        assert.equal(error.code, code);
        assert.match(error.message, /^UDP .* cannot be opened\. /u);
        assert.match(error.message, advice);
        return true;
      });
    }
  } finally {
    taken.dispose();
  }
});

test("what cannot be sent is logged and lost", async () => {
  const lines: LogLine[] = [];
  const logger = createLogger("debug", (line) => lines.push(line));
  const socket = await openUdpSocket({ host: "127.0.0.1", port: 0, logger });
  socket.send(Uint8Array.of(1), { host: "127.0.0.1", port: 0 });
  assert.match(String(lines[0]?.fields["error"]), /[Pp]ort/u);
  socket.dispose();
  socket.dispose();
  socket.send(Uint8Array.of(1), socket.localAddress);
  assert.equal(lines.length, 1);
});
