import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, fromUtf8 } from "../../base/bytes.js";
import { createLogger, type LogLine } from "../../base/logger.js";
import { codeOf } from "../codes.js";
import { optionsOfRequest } from "../requestOptions.js";
import type { TappedMessage } from "../session.js";
import { clientAddress, coapPair, longEnough, serverAddress, textOf } from "../testing/coapPair.js";
import { RawPeer } from "../testing/rawPeer.js";

const get = codeOf("GET");
const content = codeOf("Content");
const elsewhere = { host: "192.0.2.9", port: 5683 };
const pathA = optionsOfRequest({ code: get, path: ["a"] });
const tokenOf = (number: number): Uint8Array => Uint8Array.of(number);

test("a lost request is sent again, each time after twice as long, and given up in the end", async () => {
  const { clock, network, session } = coapPair();
  const times: number[] = [];
  network.onSend.event(() => times.push(clock.now()));
  network.filter = () => false;
  const outcome = await clock.until(session.request({ code: get, path: [] }));
  assert.deepEqual(outcome, { kind: "timeout", isAcknowledged: false });
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const [first = 0] = gaps;
  assert.ok(first >= 2000 && first <= 3000);
  assert.deepEqual(gaps, [first, first * 2, first * 4, first * 8]);
  assert.equal(clock.timers, 0);
});

test("the parameters are those of the setup", async () => {
  const { clock, network, session } = coapPair({ both: { parameters: { ackTimeout: 100, maxRetransmit: 1 } } });
  let sent = 0;
  network.onSend.event(() => sent++);
  network.filter = () => false;
  await clock.until(session.request({ code: get, path: [] }), 450);
  assert.equal(sent, 2);
});

test("a request that was acknowledged is given up after MAX_TRANSMIT_WAIT", async () => {
  const { clock, network, client } = coapPair();
  const session = client.endpoint.accept(client.transport.channelTo(elsewhere));
  const peer = new RawPeer(network, elsewhere, clientAddress);
  peer.answer = ({ messageId }) => {
    peer.send({ type: "ACK", code: 0, messageId });
  };
  const begun = clock.now();
  const outcome = await clock.until(session.request({ code: get, path: [] }));
  assert.deepEqual(outcome, { kind: "timeout", isAcknowledged: true });
  assert.equal(clock.now() - begun, 93_000);
  assert.equal(clock.timers, 0);
});

test("a request has the time that it was given, whether it is confirmable or not", async () => {
  const { clock, network, session } = coapPair();
  network.filter = () => false;
  for (const type of ["CON", "NON"] as const) {
    const begun = clock.now();
    const outcome = await clock.until(session.request({ code: get, path: [] }, { timeout: 700, type }));
    assert.deepEqual(outcome, { kind: "timeout", isAcknowledged: false });
    assert.equal(clock.now() - begun, 700);
    assert.equal(clock.timers, 0);
  }
});

test("a canceled request is not sent again, and its late response is rejected", async () => {
  const { clock, network, client } = coapPair();
  const session = client.endpoint.accept(client.transport.channelTo(elsewhere));
  const peer = new RawPeer(network, elsewhere, clientAddress);
  const aborting = new AbortController();
  const outcome = session.request({ code: get, path: [] }, { signal: aborting.signal });
  await clock.advance(100);
  aborting.abort();
  assert.deepEqual(await outcome, { kind: "canceled" });
  assert.equal(clock.timers, 0);
  peer.send({ type: "CON", code: content, messageId: 5, token: peer.last.token });
  await clock.advance(50);
  assert.deepEqual([peer.last.type, peer.last.messageId], ["RST", 5]);
  const already = await session.request({ code: get, path: [] }, { signal: aborting.signal });
  assert.deepEqual(already, { kind: "canceled" });
});

test("a request that is canceled while it waits for its turn is never sent", async () => {
  const { clock, network, session } = coapPair();
  const sent: number[] = [];
  network.onSend.event(({ data, from }) => from.host === clientAddress.host && sent.push(data.length));
  const aborting = new AbortController();
  const outcomes = [
    session.request({ code: get, path: [] }),
    session.request({ code: get, path: ["never"] }, { signal: aborting.signal }),
    session.request({ code: get, path: ["later"] }),
  ];
  aborting.abort();
  const kinds = (await clock.until(Promise.all(outcomes))).map(({ kind }) => kind);
  assert.deepEqual(kinds, ["response", "canceled", "response"]);
  assert.deepEqual(sent, [12, 18]);
});

test("a response with a critical option that is not understood breaks the request, and is rejected if it can be", async () => {
  for (const isApart of [false, true]) {
    const { clock, network, client } = coapPair();
    const session = client.endpoint.accept(client.transport.channelTo(elsewhere));
    const peer = new RawPeer(network, elsewhere, clientAddress);
    const response = { code: content, options: [{ number: 65001, value: new Uint8Array(0) }] };
    peer.answer = (request) => {
      if (request.type !== "CON") return;
      if (isApart) peer.send({ ...response, type: "CON", messageId: 5, token: request.token });
      else peer.acknowledge(request, response);
    };
    const outcome = await clock.until(session.request({ code: get, path: [] }));
    assert.deepEqual(outcome, {
      kind: "broken",
      reason: "The response cannot be used. Option 65001 is not understood.",
    });
    await clock.advance(50);
    assert.equal(peer.last.type, isApart ? "RST" : "CON");
  }
});

test("a peer that rejects a request says so", async () => {
  const { clock, network, client } = coapPair();
  const session = client.endpoint.accept(client.transport.channelTo(elsewhere));
  const peer = new RawPeer(network, elsewhere, clientAddress);
  peer.answer = ({ messageId }) => {
    peer.send({ type: "RST", code: 0, messageId });
  };
  assert.deepEqual(await clock.until(session.request({ code: get, path: [] })), { kind: "reset" });
  assert.equal(clock.timers, 0);
});

test("a response may come apart, before or without the acknowledgment, and is acknowledged", async () => {
  for (const acknowledged of [true, false]) {
    const { clock, network, client } = coapPair();
    const session = client.endpoint.accept(client.transport.channelTo(elsewhere));
    const peer = new RawPeer(network, elsewhere, clientAddress);
    peer.answer = ({ type, messageId, token }) => {
      if (type !== "CON") return;
      if (acknowledged) peer.send({ type: "ACK", code: 0, messageId });
      peer.send({ type: "CON", code: content, messageId: 77, token, payload: fromUtf8("late") });
    };
    assert.equal(textOf(await clock.until(session.request({ code: get, path: [] }))), "late");
    await clock.advance(longEnough);
    assert.deepEqual(
      peer.received.map(({ type, messageId }) => (type === "CON" ? type : `${type} ${messageId}`)),
      ["CON", "ACK 77"],
    );
    assert.equal(clock.timers, 0);
  }
});

test("the acknowledgment of another request is no answer", async () => {
  const { clock, network, client } = coapPair();
  const session = client.endpoint.accept(client.transport.channelTo(elsewhere));
  const peer = new RawPeer(network, elsewhere, clientAddress);
  peer.answer = (request) => {
    peer.acknowledge(request, { code: content, token: tokenOf(1), payload: fromUtf8("wrong") });
    peer.acknowledge(request, { code: content, payload: fromUtf8("right") });
  };
  assert.equal(textOf(await clock.until(session.request({ code: get, path: [] }))), "right");
});

test("nobody can answer for another peer", async () => {
  const { clock, network, session } = coapPair();
  network.filter = ({ to }) => to.host !== serverAddress.host;
  const stranger = new RawPeer(network, elsewhere, clientAddress);
  network.onSend.event(({ data, to }) => {
    if (to.host === serverAddress.host) stranger.sendBytes(Uint8Array.of(0x68, 0x45, ...data.subarray(2, 12)));
  });
  const outcome = await clock.until(session.request({ code: get, path: [] }));
  assert.deepEqual(outcome, { kind: "timeout", isAcknowledged: false });
});

test("only NSTART requests are on the way, the others wait for their turn", async () => {
  for (const nstart of [1, 3]) {
    const { clock, network, session } = coapPair({ both: { parameters: { nstart } } });
    network.filter = () => false;
    let sent = 0;
    network.onSend.event(() => sent++);
    for (let count = 0; count < 5; count++) void session.request({ code: get, path: [] });
    await clock.advance(1000);
    assert.equal(sent, nstart);
  }
});

test("requests beyond the limit fail at once", async () => {
  const { clock, session } = coapPair({ both: { limits: { outstanding: 2 } } });
  const outcomes = [1, 2, 3].map(() => session.request({ code: get, path: [] }));
  const [, , third] = await clock.until(Promise.all(outcomes));
  assert.equal(third?.kind, "broken");
  assert.equal((await clock.until(session.request({ code: get, path: [] }))).kind, "response");
});

test("a duplicate is answered as before, and handled once", async () => {
  let handled = 0;
  const { clock, network } = coapPair({
    handler: () => ({ code: content, payload: fromUtf8(`${++handled}`) }),
  });
  const peer = new RawPeer(network, elsewhere, serverAddress);
  for (const type of ["CON", "NON"] as const) {
    peer.received.length = 0;
    handled = 0;
    for (let copy = 0; copy < 3; copy++) {
      peer.send({ type, code: get, messageId: type === "CON" ? 1 : 2, options: pathA });
      await clock.advance(20_000);
    }
    assert.equal(handled, 1);
    const answers = peer.received.map(({ type: itsType, payload }) => [itsType, [...payload]]);
    const answer = [type === "CON" ? "ACK" : "NON", [...fromUtf8("1")]];
    assert.deepEqual(answers, type === "CON" ? [answer, answer, answer] : [answer]);
  }
});

test("a message ID means another message after its lifetime, or when the peer has started anew", async () => {
  const tokens: number[] = [];
  const { clock, network } = coapPair({
    handler: ({ token }) => {
      tokens.push(token[0] ?? -1);
      return { code: content };
    },
  });
  const peer = new RawPeer(network, elsewhere, serverAddress);
  const send = async (token: number, wait: number): Promise<void> => {
    peer.send({ type: "CON", code: get, messageId: 1, token: tokenOf(token) });
    await clock.advance(wait);
  };
  await send(1, 10);
  await send(2, 246_000);
  await send(2, 2000);
  await send(2, longEnough);
  assert.deepEqual(tokens, [1, 2, 2]);
  assert.equal(clock.timers, 0);
});

test("a request with the message ID of one of ours is no duplicate", async () => {
  const seen: number[] = [];
  const { clock, network, client } = coapPair({
    clientHandler: ({ token }) => {
      seen.push(token[0] ?? -1);
      return { code: content };
    },
  });
  const session = client.endpoint.accept(client.transport.channelTo(elsewhere));
  const peer = new RawPeer(network, elsewhere, clientAddress);
  const outcome = session.request({ code: get, path: [] });
  await clock.advance(50);
  const { messageId, token } = peer.last;
  peer.send({ type: "CON", code: get, messageId, token: tokenOf(9) });
  await clock.advance(50);
  assert.deepEqual(seen, [9]);
  peer.send({ type: "ACK", code: content, messageId, token, payload: fromUtf8("still") });
  assert.equal(textOf(await clock.until(outcome)), "still");
});

test("a slow handler is waited for, the peer is told, and duplicates do not start it again", async () => {
  let handled = 0;
  const { clock, network } = coapPair({
    handler: async () => {
      handled++;
      await new Promise<void>((resolve) => void clock.after(5000, resolve));
      return { code: content, payload: fromUtf8("slow") };
    },
  });
  const peer = new RawPeer(network, elsewhere, serverAddress);
  peer.answer = ({ type, messageId }) => {
    if (type === "CON") peer.send({ type: "ACK", code: 0, messageId });
  };
  const request = { type: "CON", code: get, messageId: 1, token: tokenOf(3) } as const;
  peer.send(request);
  await clock.advance(100);
  peer.send(request);
  await clock.advance(400);
  peer.send(request);
  await clock.advance(10_000);
  peer.send(request);
  await clock.advance(longEnough);
  assert.equal(handled, 1);
  assert.deepEqual(
    peer.received.map(({ type, code, token }) => `${type} ${code} ${[...token].join()}`),
    ["ACK 0 ", "ACK 0 ", `CON ${content} 3`, "ACK 0 "],
  );
  assert.equal(clock.timers, 0);
});

test("a ping is answered with a reset, and a peer that does that is alive", async () => {
  const { clock, network, session, client } = coapPair({
    clientHandler: () => assert.fail("A ping is no request."),
  });
  assert.equal(await clock.until(session.ping()), 10);
  network.filter = () => false;
  assert.equal(await clock.until(session.ping()), undefined);
  const pinging = session.ping();
  session.close();
  assert.equal(await pinging, undefined);
  assert.equal(client.endpoint.sessions.size, 0);
  assert.equal(clock.timers, 0);
});

test("what is no message is counted, and rejected if it asks for an answer", async () => {
  const { clock, network, server } = coapPair({ handler: () => assert.fail("Nothing of this is a request.") });
  const problems: (string | undefined)[] = [];
  server.endpoint.onMessage(({ direction, problem }) => direction === "in" && problems.push(problem));
  const peer = new RawPeer(network, elsewhere, serverAddress);
  const rejected: readonly string[] = ["40010001f0", "4f010002000000000000000000", "4021000301", "4000000400"];
  const ignored: readonly string[] = ["", "40", "00010005", "50010006f0", "60450007ff", "700100080f"];
  for (const hex of [...rejected, ...ignored]) peer.sendBytes(fromHex(hex) ?? assert.fail(hex));
  await clock.advance(100);
  assert.deepEqual(
    peer.received.map(({ type, code, messageId }) => [type, code, messageId]),
    [1, 2, 3, 4].map((messageId) => ["RST", 0, messageId]),
  );
  assert.equal(problems.filter((problem) => problem !== undefined).length, 10);
  assert.deepEqual(
    [...server.endpoint.sessions].map(({ malformed }) => malformed),
    [10],
  );
});

test("messages that belong to nothing do no harm", async () => {
  const { clock, network } = coapPair({ handler: () => assert.fail("Nothing of this is a request.") });
  const peer = new RawPeer(network, elsewhere, serverAddress);
  peer.send({ type: "ACK", code: 0, messageId: 1 });
  peer.send({ type: "ACK", code: content, messageId: 2 });
  peer.send({ type: "ACK", code: get, messageId: 3 });
  peer.send({ type: "RST", code: 0, messageId: 4 });
  peer.send({ type: "NON", code: 0, messageId: 5 });
  await clock.advance(50);
  assert.deepEqual(peer.received, []);
  peer.send({ type: "CON", code: content, messageId: 6, token: tokenOf(1) });
  peer.send({ type: "NON", code: content, messageId: 7, token: tokenOf(1) });
  await clock.advance(50);
  assert.deepEqual(
    peer.received.map(({ type, messageId }) => [type, messageId]),
    [
      ["RST", 6],
      ["RST", 7],
    ],
  );
});

test("the tap shows every message, in and out, with what is special about it", async () => {
  const { clock, network, session, client } = coapPair();
  const tapped: TappedMessage[] = [];
  const tap = client.endpoint.onMessage((message) => tapped.push(message));
  let isFirst = true;
  network.filter = () => {
    const passes = !isFirst;
    isFirst = false;
    return passes;
  };
  await clock.until(session.request({ code: get, path: [] }));
  network.send({ data: Uint8Array.of(0x60, 0, 0, 1), from: serverAddress, to: clientAddress });
  network.send({ data: Uint8Array.of(1), from: serverAddress, to: clientAddress });
  await clock.advance(50);
  assert.deepEqual(
    tapped.map(({ direction, message, remark, problem }) => [direction, message?.type ?? problem?.slice(0, 6), remark]),
    [
      ["out", "CON", undefined],
      ["out", "CON", "retransmission"],
      ["in", "ACK", undefined],
      ["in", "ACK", "unexpected"],
      ["in", "1 byte", undefined],
    ],
  );
  assert.ok(tapped.every(({ channel, data, time }) => channel === session.channel && data.length > 0 && time > 0));
  tap.dispose();
  await clock.until(session.request({ code: get, path: [] }));
  assert.equal(tapped.length, 5);
});

test("a session that ends takes its requests with it", async () => {
  const { clock, network, session, client } = coapPair();
  network.filter = () => false;
  let sent = 0;
  network.onSend.event(() => sent++);
  const ends: string[] = [];
  session.onEnd((reason) => ends.push(reason));
  const outcomes = [session.request({ code: get, path: [] }), session.request({ code: get, path: [] })];
  await clock.advance(100);
  client.endpoint.dispose();
  const closed = { kind: "closed", reason: "We closed it." };
  assert.deepEqual(await Promise.all(outcomes), [closed, closed]);
  assert.deepEqual(await session.request({ code: get, path: [] }), closed);
  assert.deepEqual(ends, ["We closed it."]);
  assert.equal(sent, 1);
  assert.equal(clock.timers, 0);
});

test("what fails while a message is taken ends with that message, and is logged", async () => {
  const lines: LogLine[] = [];
  const { clock, network, session, client } = coapPair({
    handler: () => ({ code: content, payload: fromUtf8("alive") }),
    both: { logger: createLogger("error", (line) => lines.push(line)) },
  });
  const tap = client.endpoint.onMessage(() => {
    throw new Error("The listener is broken.");
  });
  network.send({ data: Uint8Array.of(1), from: serverAddress, to: clientAddress });
  await clock.advance(50);
  assert.match(String(lines[0]?.fields["error"]), /^Error: The listener is broken\.\n/u);
  tap.dispose();
  assert.equal(textOf(await clock.until(session.request({ code: get, path: [] }))), "alive");
});
