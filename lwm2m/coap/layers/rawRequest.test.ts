import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toHex } from "../../base/bytes.js";
import { blockOption } from "../block.js";
import { codeOf } from "../codes.js";
import type { RawRequest } from "../exchange.js";
import { optionNumbers } from "../options.js";
import { textOption } from "../optionValue.js";
import { signals } from "../signals.js";
import { clientAddress, coapPair, longEnough, patternOf, serverAddress, textOf } from "../testing/coapPair.js";
import { RawPeer } from "../testing/rawPeer.js";
import { rawStream } from "../testing/streamPair.js";

const get = codeOf("GET");
const content = codeOf("Content");
const path = textOption(optionNumbers.uriPath, "a");

function pairWithPeer(): ReturnType<typeof coapPair> & { readonly peer: RawPeer } {
  const pair = coapPair();
  pair.server.endpoint.dispose();
  const peer = new RawPeer(pair.network, serverAddress, clientAddress);
  return { ...pair, peer, session: pair.client.endpoint.accept(pair.client.transport.channelTo(serverAddress)) };
}

test("a raw request goes out as it is: any code, token, options and payload", async () => {
  const { clock, session, peer } = pairWithPeer();
  const strange: readonly RawRequest[] = [
    { code: 31, token: new Uint8Array(0), options: [{ number: 65_535, value: patternOf(300) }, path, path] },
    {
      code: get,
      token: new Uint8Array(20).fill(5),
      options: [{ number: 5, value: patternOf(9) }],
      payload: patternOf(3),
    },
    {
      code: content,
      token: Uint8Array.of(1),
      options: [
        { number: 6, value: patternOf(5) },
        { number: 6, value: patternOf(4) },
      ],
    },
  ];
  for (const request of strange) {
    peer.answer = (message) => {
      peer.acknowledge(message, { code: content });
    };
    for (const type of ["CON", "NON"] as const) {
      const outcome = session.raw(request, { type, timeout: 1000 });
      await clock.until(outcome);
      const { last } = peer;
      assert.deepEqual([last.type, last.code, last.token], [type, request.code, request.token]);
      const ordered = (request.options ?? []).toSorted((a, b) => a.number - b.number);
      assert.deepEqual(last.options, ordered);
      assert.deepEqual(last.payload, request.payload ?? new Uint8Array(0));
    }
  }
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

test("what comes back is told as it is, understood or not, and never put together", async () => {
  const { clock, session, peer } = pairWithPeer();
  const options = [
    { number: 9, value: Uint8Array.of(1) },
    blockOption(optionNumbers.block2, { number: 0, more: true, size: 64 }),
  ];
  peer.answer = (message) => {
    peer.acknowledge(message, { code: content, options, payload: patternOf(64) });
  };
  const outcome = await clock.until(session.raw({ code: get, options: [path] }));
  if (outcome.kind !== "response") assert.fail(outcome.kind);
  assert.deepEqual([outcome.message.options, outcome.message.payload], [options, patternOf(64)]);
  assert.equal(peer.received.length, 1);
  // The same apart from the acknowledgment.
  peer.answer = (message) => {
    if (message.code === get) peer.send({ type: "NON", code: content, messageId: 7, token: message.token, options });
  };
  const apart = await clock.until(session.raw({ code: get }));
  assert.deepEqual(apart.kind === "response" && apart.message.options, options);
});

test("a raw request that is rejected, ignored or canceled says so", async () => {
  const { clock, session, peer } = pairWithPeer();
  peer.answer = ({ messageId }) => {
    peer.send({ type: "RST", code: 0, messageId });
  };
  assert.equal((await clock.until(session.raw({ code: 0, token: new Uint8Array(0) }))).kind, "reset");
  peer.answer = () => undefined;
  const ignored = await clock.until(session.raw({ code: get }, { type: "NON", timeout: 500 }));
  assert.deepEqual(ignored, { kind: "timeout", isAcknowledged: false });
  const aborting = new AbortController();
  const canceled = session.raw({ code: get }, { signal: aborting.signal });
  aborting.abort();
  assert.equal((await clock.until(canceled)).kind, "canceled");
  session.close();
  assert.equal((await session.raw({ code: get })).kind, "closed");
});

test("what cannot be written as a message is not sent, and says why", async () => {
  const { session, peer } = pairWithPeer();
  const cases: readonly (readonly [RawRequest, RegExp])[] = [
    [{ code: 256 }, /^The code 256 cannot be sent: a code is a number from 0 to 255\.$/u],
    [{ code: 1.5 }, /code 1\.5/u],
    [{ code: get, token: new Uint8Array(65_805) }, /token has 65805 bytes; 65804/u],
    [{ code: get, options: [{ number: 65_536, value: new Uint8Array(0) }] }, /option 65536/u],
    [{ code: get, options: [{ number: -1, value: new Uint8Array(0) }] }, /option -1/u],
    [{ code: get, options: [{ number: 1, value: new Uint8Array(65_805) }] }, /option 1 has 65805 bytes; 65804/u],
    [{ code: get, payload: new Uint8Array(65_600) }, /about 65\d\d\d bytes; 65507 are the most/u],
  ];
  for (const [request, expected] of cases) {
    const outcome = await session.raw(request);
    assert.match(outcome.kind === "not sent" ? outcome.reason : outcome.kind, expected);
  }
  assert.equal(peer.received.length, 0);
});

test("a token that others wait with is not taken from them", async () => {
  const { clock, session, peer } = pairWithPeer();
  const token = Uint8Array.of(1, 2);
  const first = session.raw({ code: get, token });
  const second = await session.raw({ code: get, token });
  assert.match(second.kind === "not sent" ? second.reason : "", /^The token 0x0102 is in use/u);
  await clock.advance(20);
  peer.acknowledge(peer.last, { code: content });
  assert.equal((await clock.until(first)).kind, "response");
});

test("raw requests go over streams as well, and the session goes on", async () => {
  const { clock, session, peer } = rawStream();
  peer.send({ code: signals.csm, options: [{ number: 4, value: new Uint8Array(0) }] });
  peer.answer = ({ code, token, options }) => {
    if (code === 31 || code === get) peer.send({ code: content, token, options, payload: fromUtf8("yes") });
  };
  const options = [{ number: 65_001, value: Uint8Array.of(1, 2, 3) }];
  const outcome = await clock.until(session.raw({ code: 31, token: new Uint8Array(0), options }));
  assert.equal(outcome.kind === "response" && toHex(outcome.message.payload), toHex(fromUtf8("yes")));
  assert.deepEqual(outcome.kind === "response" && outcome.message.options, options);
  assert.equal(textOf(await clock.until(session.request({ code: get, path: [] }))), "yes");
});
