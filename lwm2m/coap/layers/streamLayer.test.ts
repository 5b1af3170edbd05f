import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, fromUtf8, toHex, toUtf8 } from "../../base/bytes.js";
import { codeLabel, codeOf } from "../codes.js";
import { blockOf, blockOption } from "../block.js";
import { summarize } from "../describe.js";
import type { MessageContent } from "../message.js";
import { optionNumbers } from "../options.js";
import { textOption, uintOption } from "../optionValue.js";
import { signals } from "../signals.js";
import { encodeStreamMessage } from "../streamCodec.js";
import { patternOf, responseOf, textOf } from "../testing/coapPair.js";
import { rawStream, streamPair, type RawStreamPeer } from "../testing/streamPair.js";

const codes = {
  get: codeOf("GET"),
  put: codeOf("PUT"),
  content: codeOf("Content"),
  changed: codeOf("Changed"),
  next: codeOf("Continue"),
};
const { block1, block2 } = optionNumbers;
const nothing = new Uint8Array(0);

/** A CSM as most peers send it. */
function greet(peer: RawStreamPeer, messageSize = 8192, blocks = true): void {
  const options = [uintOption(2, messageSize), ...(blocks ? [{ number: 4, value: nothing }] : [])];
  peer.send({ code: signals.csm, options });
}

/** What came, in words. */
function heard(peer: RawStreamPeer): readonly string[] {
  return peer.received.map((message) => {
    const text = message.code === signals.abort ? ` "${toUtf8(message.payload) ?? ""}"` : "";
    return summarize({ ...message, payload: nothing }) + text;
  });
}

test("both sides say first what they can take, and then ask each other on one connection", async () => {
  const { clock, client, server } = streamPair({
    handler: ({ path }) => ({ code: codes.content, payload: fromUtf8(`server ${path.join("/")}`) }),
    clientHandler: ({ path }) => ({ code: codes.content, payload: fromUtf8(`client ${path.join("/")}`) }),
    faults: { pieceLength: () => 3 },
  });
  const asked = client.session.request({ code: codes.get, path: ["a"] });
  const back = server.session.request({ code: codes.get, path: ["b"] });
  assert.equal(textOf(await clock.until(asked)), "server a");
  assert.equal(textOf(await clock.until(back)), "client b");
  assert.equal(toHex(client.connection.sent[0] ?? nothing), "70e123020000202140");
  await clock.advance(100);
  assert.equal(clock.timers, 0, "Nothing is remembered, and nothing waits.");
});

test("nothing is asked before the CSM of the peer has come, and without one the connection ends", async () => {
  const { clock, session, peer } = rawStream();
  const outcome = session.request({ code: codes.get, path: ["a"] });
  await clock.advance(9000);
  assert.deepEqual(heard(peer), ["7.01 CSM Max-Message-Size 131072 Block-Wise-Transfer Extended-Token-Length 64"]);
  await clock.advance(2000);
  assert.deepEqual(await outcome, { kind: "closed", reason: "The connection cannot go on. No CSM has come." });
  assert.equal(heard(peer).at(-1), '7.05 Abort "No CSM has come."');
  await clock.advance(100);
  assert.equal(clock.timers, 0);
});

test("a peer that does not begin with its CSM is told so", async () => {
  const { clock, session, peer } = rawStream({ handler: () => assert.fail("It was handed on.") });
  peer.send({});
  peer.send({ code: codes.get, token: Uint8Array.of(1) });
  await clock.advance(100);
  assert.equal(heard(peer).at(-1), '7.05 Abort "A message has come before the CSM."');
  assert.equal((await session.request({ code: codes.get, path: [] })).kind, "closed");
});

test("a critical option of a CSM that is not understood ends the connection, and is named", async () => {
  const { clock, peer } = rawStream();
  peer.send({ code: signals.csm, options: [uintOption(9, 1), uintOption(10, 1)] });
  await clock.advance(100);
  assert.equal(heard(peer).at(-1), '7.05 Abort Bad-CSM-Option 9 "Option 9 is not understood."');
});

test("a further CSM changes what it names", async () => {
  const { clock, session, peer } = rawStream();
  greet(peer, 2000);
  peer.send({ code: signals.csm, options: [uintOption(2, 4000)] });
  await clock.advance(50);
  peer.answer = ({ code, token, options }) => {
    if (code !== codes.put) return;
    const block = options.filter(({ number }) => number === block1);
    peer.send({
      code: blockOf({ code, token, options, payload: nothing }, block1)?.more ? codes.next : codes.changed,
      token,
      options: block,
    });
  };
  const outcome = session.request({ code: codes.put, path: ["a"], payload: patternOf(9000) });
  assert.equal(responseOf(await clock.until(outcome)).code, codes.changed);
  assert.deepEqual(
    peer.received.filter(({ code }) => code === codes.put).map(({ payload }) => payload.length),
    [3072, 3072, 2856],
  );
});

test("a ping is answered with its token, and says whether all before is done", async () => {
  let finish: () => void = () => undefined;
  const { clock, session, peer } = rawStream({
    handler: () =>
      new Promise((resolve) => {
        finish = () => {
          resolve({ code: codes.content });
        };
      }),
  });
  greet(peer);
  const ping = { code: signals.ping, token: Uint8Array.of(7, 7), options: [{ number: 2, value: nothing }] };
  peer.send(ping);
  peer.send({ code: codes.get, token: Uint8Array.of(1) });
  peer.send(ping);
  await clock.advance(50);
  finish();
  await clock.advance(50);
  peer.send({ ...ping, options: [] });
  await clock.advance(50);
  assert.deepEqual(heard(peer).slice(1), ["7.03 Pong Custody", "7.03 Pong", "2.05 Content", "7.03 Pong"]);
  assert.deepEqual(peer.received[1]?.token, ping.token);

  const answerWith = (pong: (token: Uint8Array) => Uint8Array): void => {
    peer.answer = ({ code, token }) => {
      if (code === signals.ping) peer.send({ code: signals.pong, token: pong(token) });
    };
  };
  answerWith((token) => token);
  assert.equal(await clock.until(session.ping()), 10);
  const several = Promise.all([session.ping(), session.ping()]);
  assert.deepEqual(await clock.until(several), [10, 10]);
  const [first, second] = peer.received.filter(({ code }) => code === signals.ping).slice(-2);
  assert.deepEqual([first?.token.length, second?.token.length], [0, 8]);
  answerWith(() => Uint8Array.of(9));
  assert.equal(await clock.until(session.ping()), undefined);
  assert.equal(clock.timers, 0);
});

test("a peer that releases the connection gets what it waits for, and no further requests", async () => {
  let finish: () => void = () => undefined;
  const { clock, session, peer } = rawStream({
    handler: () =>
      new Promise((resolve) => {
        finish = () => {
          resolve({ code: codes.content });
        };
      }),
  });
  const ends: string[] = [];
  session.onEnd((reason) => ends.push(reason));
  greet(peer);
  const waiting = session.request({ code: codes.get, path: ["a"] });
  peer.send({ code: codes.get, token: Uint8Array.of(1) });
  await clock.advance(50);
  peer.send({ code: signals.release, options: [textOption(2, "coap+tcp://192.0.2.7"), uintOption(4, 30)] });
  await clock.advance(50);
  assert.equal((await session.request({ code: codes.get, path: ["b"] })).kind, "closed");
  const [asked] = peer.received.filter(({ code }) => code === codes.get);
  peer.send({ code: codes.content, token: asked?.token ?? nothing });
  assert.equal(responseOf(await clock.until(waiting)).code, codes.content);
  assert.deepEqual(ends, [], "One request is still being worked on.");
  finish();
  await clock.advance(50);
  assert.equal(heard(peer).at(-1), "2.05 Content");
  assert.deepEqual(ends, [
    "The peer has released the connection. It asks to connect to coap+tcp://192.0.2.7 instead. " +
      "It asks not to connect again for 30 s.",
  ]);
});

test("who closes a session releases the connection, and both sides know why it ended", async () => {
  const { clock, client, server } = streamPair();
  const ends: string[] = [];
  client.session.onEnd((reason) => ends.push(`client: ${reason}`));
  server.session.onEnd((reason) => ends.push(`server: ${reason}`));
  await clock.advance(50);
  client.session.close();
  await clock.advance(50);
  assert.deepEqual(ends, ["client: We closed it.", "server: The peer has released the connection."]);
  assert.equal(clock.timers, 0);
});

test("a connection that the peer aborts ends with what it says", async () => {
  const { clock, session, peer } = rawStream();
  greet(peer);
  const outcome = session.request({ code: codes.get, path: ["a"] });
  await clock.advance(20);
  peer.send({ code: signals.abort, options: [uintOption(2, 6)], payload: fromUtf8("no tokens") });
  assert.deepEqual(await clock.until(outcome), {
    kind: "closed",
    reason: 'The peer has aborted the connection: "no tokens". It does not understand option 6 of our CSM.',
  });
});

test("what cannot be read ends the connection with the reason, after what came before it was taken", async () => {
  for (const [hex, expected] of [
    ["1045f0", /Option head at byte 2 is reserved/u],
    ["f0ffffffff45", /4295033106 bytes.*131072/u],
    ["0f45", /reserved/u],
    ["0021", /reserved class/u],
  ] as const) {
    let handled = 0;
    const { clock, session, peer } = rawStream({
      handler: () => {
        handled++;
        return { code: codes.content };
      },
    });
    greet(peer);
    const request = { code: codes.get, token: nothing, options: [], payload: nothing };
    peer.sendBytes(encodeStreamMessage(request));
    peer.sendBytes(fromHex(hex) ?? nothing);
    peer.sendBytes(encodeStreamMessage(request));
    await clock.advance(100);
    assert.equal(handled, 1, hex);
    assert.match(heard(peer).at(-1) ?? "", /^7\.05 Abort/u, hex);
    assert.match(heard(peer).at(-1) ?? "", expected, hex);
    assert.equal(session.malformed, 1, hex);
  }
});

test("empty messages, unknown signals and unexpected responses do no harm", async () => {
  const { clock, endpoint, peer } = rawStream({ handler: () => ({ code: codes.content }) });
  const remarks: string[] = [];
  endpoint.onMessage(({ direction, message, remark }) => {
    if (direction === "in" && message !== undefined) remarks.push(`${codeLabel(message.code)} ${remark ?? ""}`.trim());
  });
  greet(peer);
  peer.send({});
  peer.send({ code: 0xe9, options: [uintOption(2, 1)] });
  peer.send({ code: signals.pong, token: Uint8Array.of(5) });
  peer.send({ code: codes.content, token: Uint8Array.of(5) });
  peer.send({ code: codes.get, token: Uint8Array.of(6) });
  await clock.advance(100);
  assert.deepEqual(remarks, [
    "7.01 CSM",
    "Empty",
    "7.09 unexpected",
    "7.03 Pong unexpected",
    "2.05 Content unexpected",
    "GET",
  ]);
  assert.equal(heard(peer).at(-1), "2.05 Content");
});

test("long bodies go both ways in several blocks at once, cut where one message must end", async () => {
  const body = patternOf(1_000_000);
  const { clock, client, server } = streamPair({ handler: ({ payload }) => ({ code: codes.content, payload }) });
  const progress: string[] = [];
  const outcome = client.session.request(
    { code: codes.put, path: ["echo"], payload: body },
    { onProgress: ({ direction, bytes }) => progress.push(`${direction} ${bytes}`) },
  );
  assert.deepEqual(responseOf(await clock.until(outcome)).payload, body);
  assert.equal(progress.length, 16, "127 blocks a message make 8 messages each way.");
  assert.ok(client.connection.sent.every(({ length }) => length <= 131_072));
  assert.ok(server.connection.sent.every(({ length }) => length <= 131_072));
});

test("a body that fits the message size of the peer is not cut", async () => {
  const { clock, client } = streamPair({ handler: ({ payload }) => ({ code: codes.content, payload }) });
  const body = patternOf(130_900);
  const outcome = client.session.request({ code: codes.put, path: ["echo"], payload: body });
  assert.deepEqual(responseOf(await clock.until(outcome)).payload, body);
  assert.equal(client.connection.sent.length, 2, "The CSM, and one request.");
});

test("a peer without several blocks at once gets one a message, and one that wants smaller ones gets them", async () => {
  const { clock, session, peer } = rawStream();
  greet(peer, 1152);
  const answer = (size: number, isBert: boolean) => (message: MessageContent) => {
    const block = blockOf(message, block1);
    if (block === undefined) return;
    const { number, more } = block;
    const options = [blockOption(block1, { number, more, size, isBert })];
    peer.send({ code: more ? codes.next : codes.changed, token: message.token, options });
  };
  const sizes = (): readonly (number | string | undefined)[] =>
    peer.received.flatMap((message) => {
      const block = blockOf(message, block1);
      return block === undefined ? [] : [block.isBert === true ? "BERT" : block.size];
    });
  peer.answer = answer(1024, false);
  const put = { code: codes.put, path: ["a"], payload: patternOf(2500) };
  await clock.until(session.request(put));
  assert.deepEqual(sizes(), [1024, 1024, 1024]);
  peer.received.length = 0;
  greet(peer, 3200);
  await clock.advance(50);
  peer.answer = answer(512, false);
  await clock.until(session.request({ ...put, payload: patternOf(4000) }));
  assert.deepEqual(sizes(), ["BERT", 512, 512]);
});

test("a peer that takes no blocks is not sent any; a request for it is refused with the reason", async () => {
  const { clock, session, peer } = rawStream({ handler: () => ({ code: codes.content, payload: patternOf(2000) }) });
  greet(peer, 1500, false);
  peer.send({ code: codes.get, token: Uint8Array.of(1) });
  const outcome = await clock.until(session.request({ code: codes.put, path: ["a"], payload: patternOf(2000) }));
  assert.match(outcome.kind === "broken" ? outcome.reason : "", /takes no blocks/u);
  await clock.advance(50);
  assert.equal(heard(peer).at(-1), "5.00 Internal Server Error");
  // It may ask for blocks nevertheless.
  const asked = blockOption(block2, { number: 0, more: false, size: 512 });
  peer.send({ code: codes.get, token: Uint8Array.of(2), options: [asked] });
  await clock.advance(50);
  assert.equal(heard(peer).at(-1), "2.05 Content Block2 0+/512");
});

test("a peer asks for several blocks at once, from any block on", async () => {
  const body = patternOf(10_000);
  const { clock, peer } = rawStream({ handler: () => ({ code: codes.content, payload: body }) });
  greet(peer, 5000);
  const parts: Uint8Array[] = [];
  for (const number of [0, 4, 8]) {
    const options = [blockOption(block2, { number, more: false, size: 1024, isBert: true })];
    peer.send({ code: codes.get, token: Uint8Array.of(number), options });
    await clock.advance(50);
    parts.push(peer.received.at(-1)?.payload ?? nothing);
  }
  assert.deepEqual(
    parts.map(({ length }) => length),
    [4096, 4096, 1808],
  );
  assert.deepEqual(Buffer.concat(parts), Buffer.from(body));
});

test("observations have no numbers, end when they are canceled in either way, and notify without waiting", async () => {
  const { clock, client, server } = streamPair({
    handler: ({ observe }) => ({
      code: codes.content,
      payload: fromUtf8("0"),
      ...(observe === 0 ? { observe: 5 } : {}),
    }),
  });
  for (const how of ["actively", "passively"] as const) {
    const texts: string[] = [];
    const observation = client.session.observe({ code: codes.get, path: ["a"] }, ({ payload, observe }) =>
      texts.push(`${toUtf8(payload ?? nothing) ?? ""} ${observe}`),
    );
    assert.equal(textOf(await clock.until(observation.first)), "0");
    for (const [text, type] of [
      ["1", "CON"],
      ["2", "NON"],
    ] as const) {
      const outcome = server.session.notify(observation.token, { code: codes.content, payload: fromUtf8(text) }, type);
      assert.equal(await clock.until(outcome), "taken");
    }
    await clock.advance(20);
    assert.deepEqual(texts, ["1 0", "2 0"]);
    await clock.until(observation.cancel(how));
    await clock.advance(50);
    assert.equal(await server.session.notify(observation.token, { code: codes.content }), "ended", how);
  }
  await clock.advance(100);
  assert.equal(clock.timers, 0);
});

test("a response that never comes is waited for no longer than is said, and no acknowledgment is claimed", async () => {
  const { clock, session, peer } = rawStream();
  greet(peer);
  const outcome = clock.until(session.request({ code: codes.get, path: ["a"] }, { timeout: 3000 }));
  assert.deepEqual(await outcome, { kind: "timeout", isAcknowledged: false });
  assert.equal(clock.timers, 0);
});

test("a request with a token that is longer than is taken is refused with that token", async () => {
  const { clock, peer } = rawStream({ handler: () => ({ code: codes.content }) });
  greet(peer);
  for (const [length, expected] of [
    [64, "2.05 Content"],
    [65, "4.00 Bad Request"],
  ] as const) {
    peer.send({ code: codes.get, token: new Uint8Array(length).fill(7) });
    await clock.advance(50);
    assert.equal(heard(peer).at(-1), expected);
    assert.equal(peer.received.at(-1)?.token.length, length);
  }
});

test("a peer that takes nothing of what it is sent is given up", async () => {
  const { clock, client, server } = streamPair({
    maximumBacklog: 300_000,
    handler: () => ({ code: codes.content, payload: patternOf(100_000) }),
  });
  const ends: string[] = [];
  server.session.onEnd((reason) => ends.push(reason));
  await clock.advance(50);
  client.connection.isReading = false;
  for (let count = 0; count < 4; count++) void client.session.request({ code: codes.get, path: ["a"] });
  await clock.advance(50);
  assert.equal(ends.length, 1);
  assert.match(ends[0] ?? "", /does not take what is sent: 3000\d\d bytes wait/u);
});
