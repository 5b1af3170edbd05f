import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toUtf8 } from "../../base/bytes.js";
import { createLogger, type LogLine } from "../../base/logger.js";
import type { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { blockOption } from "../block.js";
import { codeOf } from "../codes.js";
import type { NotifyOutcome } from "../exchange.js";
import type { CoapMessage, CoapOption, MessageType } from "../message.js";
import { optionNumbers } from "../options.js";
import { uintOption } from "../optionValue.js";
import { optionsOfRequest } from "../requestOptions.js";
import type { CoapSession } from "../session.js";
import {
  clientAddress,
  coapPair,
  longEnough,
  patternOf,
  responseOf,
  serverAddress,
  textOf,
} from "../testing/coapPair.js";
import { mustBlock, RawPeer } from "../testing/rawPeer.js";

const { observe, block2, etag } = optionNumbers;
const get = codeOf("GET");
const content = codeOf("Content");
const request = { code: get, path: ["3", "0", "7"], accept: 11542 };

interface Watching {
  readonly clock: SimulatedClock;
  readonly session: CoapSession;
  readonly peer: RawPeer;
  readonly lines: readonly LogLine[];
  /** Sends a notification, and answers what came back. */
  readonly notify: (sequence: number | undefined, text: string, more?: NotifyOptions) => Promise<CoapMessage>;
}

interface NotifyOptions {
  readonly type?: MessageType;
  readonly code?: number;
  readonly options?: readonly CoapOption[];
  readonly payload?: Uint8Array;
}

/** A session that observes a peer whose first response has sequence number 10. */
function watching(): Watching {
  const lines: LogLine[] = [];
  const { clock, network, client, server } = coapPair({
    both: { logger: createLogger("info", (line) => lines.push(line)) },
  });
  server.endpoint.dispose();
  const peer = new RawPeer(network, serverAddress, clientAddress);
  let messageId = 0;
  let token: Uint8Array = new Uint8Array(0);
  peer.answer = (message) => {
    if (message.type !== "CON") return;
    peer.acknowledge(message, { code: content, options: [uintOption(observe, 10)], payload: fromUtf8("first") });
  };
  client.endpoint.onMessage(({ direction, message }) => {
    const isRegistration = direction === "out" && message?.options.some(({ number }) => number === observe) === true;
    if (isRegistration) token = message.token;
  });
  return {
    clock,
    peer,
    lines,
    session: client.endpoint.accept(client.transport.channelTo(serverAddress)),
    notify: async (sequence, text, { type = "CON", code = content, options = [], payload = fromUtf8(text) } = {}) => {
      const numbered = sequence === undefined ? options : [uintOption(observe, sequence), ...options];
      peer.send({ type, code, messageId: messageId++, token, options: numbered, payload });
      await clock.advance(20);
      return peer.last;
    },
  };
}

function texts(into: string[]): (notification: { readonly payload?: Uint8Array }) => void {
  return ({ payload = new Uint8Array(0) }) => into.push(toUtf8(payload) ?? "");
}

test("an observation registers, takes notifications of both types, and acknowledges them", async () => {
  const { clock, session, peer, notify } = watching();
  const heard: string[] = [];
  const observation = session.observe(request, texts(heard));
  const first = await clock.until(observation.first);
  assert.equal(textOf(first), "first");
  assert.equal(responseOf(first).observe, 10);
  assert.deepEqual(peer.last.options, optionsOfRequest({ ...request, observe: 0 }));
  assert.deepEqual(peer.last.token, observation.token);
  assert.equal((await notify(11, "one")).type, "ACK");
  const { length } = peer.received;
  await notify(12, "two", { type: "NON" });
  assert.equal(peer.received.length, length);
  assert.deepEqual(heard, ["one", "two"]);
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

test("only fresh notifications count: by number, around the end of numbers, and by time (RFC 7641 §3.4)", async () => {
  const { clock, session, notify } = watching();
  const heard: string[] = [];
  await clock.until(session.observe(request, texts(heard)).first);
  for (const sequence of [12, 11, 12, 10, 13]) await notify(sequence, `${sequence}`);
  assert.deepEqual(heard, ["12", "13"]);
  await notify(13 + 0x7fffff, "far");
  await notify(3, "around");
  await notify(0xffffff, "back");
  assert.deepEqual(heard.slice(2), ["far", "around"]);
  await clock.advance(127_000);
  await notify(2, "too soon");
  await clock.advance(2000);
  await notify(2, "long after");
  assert.deepEqual(heard.slice(4), ["long after"]);
});

test("to cancel actively is to ask with Observe 1 and the same token", async () => {
  const { clock, session, peer, notify } = watching();
  const heard: string[] = [];
  const observation = session.observe(request, texts(heard));
  await clock.until(observation.first);
  const outcome = await clock.until(observation.cancel("actively"));
  assert.equal(responseOf(outcome).code, content);
  assert.deepEqual(peer.last.token, observation.token);
  assert.deepEqual(peer.last.options, optionsOfRequest({ ...request, observe: 1 }));
  assert.equal((await notify(11, "late")).type, "RST");
  assert.deepEqual(heard, []);
  assert.equal(await observation.cancel("actively"), undefined);
});

test("a notification that crosses the wish to cancel is not its response", async () => {
  const { clock, session, peer, notify } = watching();
  const observation = session.observe(request, () => assert.fail("It is canceled."));
  await clock.until(observation.first);
  peer.answer = () => undefined;
  const canceling = observation.cancel("actively");
  await clock.advance(20);
  const deregistration = peer.last;
  assert.equal((await notify(11, "crossing")).type, "ACK");
  peer.acknowledge(deregistration, { code: content, payload: fromUtf8("over") });
  assert.equal(textOf(await clock.until(canceling)), "over");
  assert.equal(clock.timers, 1);
});

test("to cancel passively is to reject the next notification", async () => {
  for (const type of ["CON", "NON"] as const) {
    const { clock, session, peer, notify } = watching();
    const observation = session.observe(request, () => assert.fail("It is canceled."));
    await clock.until(observation.first);
    const { length } = peer.received;
    assert.equal(await observation.cancel("passively"), undefined);
    await clock.advance(100);
    assert.equal(peer.received.length, length);
    assert.equal((await notify(11, "late", { type })).type, "RST");
  }
});

test("an error or a notification without a number is the last one", async () => {
  for (const isError of [true, false]) {
    const { clock, session, notify } = watching();
    const heard: number[] = [];
    const observation = session.observe(request, ({ code }) => heard.push(code));
    await clock.until(observation.first);
    const code = isError ? codeOf("Not Found") : content;
    assert.equal((await notify(isError ? 11 : undefined, "", { code })).type, "ACK");
    assert.equal((await notify(12, "")).type, "RST");
    assert.deepEqual(heard, [code]);
    assert.equal(await observation.cancel("actively"), undefined);
  }
});

test("a peer that does not observe is not observed", async () => {
  for (const code of [content, codeOf("Method Not Allowed")]) {
    const { clock, session, peer, notify } = watching();
    peer.answer = (message) => {
      if (message.type === "CON")
        peer.acknowledge(message, { code, options: code === content ? [] : [uintOption(observe, 1)] });
    };
    const observation = session.observe(request, () => assert.fail("It is not observed."));
    assert.equal(responseOf(await clock.until(observation.first)).code, code);
    assert.equal(await observation.cancel("actively"), undefined);
    assert.equal((await notify(11, "")).type, "RST");
  }
});

test("a notification with a critical option that is not understood is rejected", async () => {
  const { clock, session, notify, lines } = watching();
  const heard: string[] = [];
  await clock.until(session.observe(request, texts(heard)).first);
  assert.equal((await notify(11, "odd", { options: [uintOption(65001, 1)] })).type, "RST");
  assert.equal((await notify(12, "even", { options: [uintOption(65000, 1)] })).type, "ACK");
  assert.deepEqual(heard, ["even"]);
  assert.match(String(lines[0]?.fields["reason"]), /Option 65001 is not understood/u);
});

test("a listener that throws loses its notification only", async () => {
  const { clock, session, notify, lines } = watching();
  const observation = session.observe(request, () => {
    throw new Error("broken");
  });
  await clock.until(observation.first);
  assert.equal((await notify(11, "one")).type, "ACK");
  assert.equal((await notify(12, "two")).type, "ACK");
  assert.equal(lines.length, 2);
});

test("an observation is taken up again with the token that it had", async () => {
  const { clock, session, notify } = watching();
  const heard: string[] = [];
  const token = Uint8Array.of(1, 2, 3);
  const observation = session.observe(request, texts(heard), { token });
  await clock.until(observation.first);
  assert.deepEqual(observation.token, token);
  await notify(11, "again");
  assert.deepEqual(heard, ["again"]);
});

test("an observation that is canceled before its first response has none", async () => {
  const { clock, session, peer } = watching();
  peer.answer = () => undefined;
  const aborting = new AbortController();
  const byCancel = session.observe(request, () => assert.fail("It is canceled."));
  const bySignal = session.observe(request, () => assert.fail("It is canceled."), { signal: aborting.signal });
  await clock.advance(20);
  void byCancel.cancel("passively");
  aborting.abort();
  assert.deepEqual(await Promise.all([byCancel.first, bySignal.first]), [{ kind: "canceled" }, { kind: "canceled" }]);
  await clock.advance(100);
  assert.equal(clock.timers, 0);
});

test("an observation ends with its session", async () => {
  const { clock, session, peer } = watching();
  const observation = session.observe(request, () => assert.fail("Nothing has come."));
  await clock.until(observation.first);
  peer.answer = () => undefined;
  const waiting = session.observe(request, () => assert.fail("Nothing has come."));
  await clock.advance(20);
  session.close();
  assert.deepEqual(await waiting.first, { kind: "closed", reason: "We closed it." });
  assert.equal(await observation.cancel("actively"), undefined);
  assert.equal(clock.timers, 0);
});

/** Serves a body in blocks of 64 bytes, to those who ask without Observe. */
function serving(peer: RawPeer, bodyOf: () => Uint8Array, tag: () => number): void {
  peer.answer = (message) => {
    if (message.type !== "CON") return;
    const hasBlock = message.options.some(({ number }) => number === block2);
    const number = hasBlock ? mustBlock(message, block2).number : 0;
    const more = number * 64 + 64 < bodyOf().length;
    const registration = message.options
      .filter((option) => option.number === observe)
      .map(() => uintOption(observe, 10));
    const options = [
      { number: etag, value: Uint8Array.of(tag()) },
      ...registration,
      blockOption(block2, { number, more, size: 64 }),
    ];
    peer.acknowledge(message, { code: content, options, payload: bodyOf().subarray(number * 64, number * 64 + 64) });
  };
}

function firstBlock(body: Uint8Array, tag: number): NotifyOptions {
  const options = [
    { number: etag, value: Uint8Array.of(tag) },
    blockOption(block2, { number: 0, more: true, size: 64 }),
  ];
  return { options, payload: body.subarray(0, 64) };
}

test("a long notification is fetched to its end, with another token and without Observe (RFC 7959 §3.4)", async () => {
  const bodies = [patternOf(150), patternOf(200)];
  let version = 0;
  const { clock, session, peer, notify } = watching();
  const heard: Uint8Array[] = [];
  const observation = session.observe(request, ({ payload }) => payload !== undefined && heard.push(payload));
  serving(
    peer,
    () => bodies[version] ?? patternOf(0),
    () => version,
  );
  assert.deepEqual(responseOf(await clock.until(observation.first)).payload, bodies[0]);
  peer.received.length = 0;
  version = 1;
  const body = bodies[1] ?? patternOf(0);
  await notify(11, "", firstBlock(body, 1));
  await clock.advance(200);
  assert.deepEqual(heard, [body]);
  const fetches = peer.received.filter(({ type }) => type === "CON");
  assert.deepEqual(
    fetches.map((message) => mustBlock(message, block2).number),
    [1, 2, 3],
  );
  for (const { token, options } of fetches) {
    assert.notDeepEqual(token, observation.token);
    assert.ok(options.every(({ number }) => number !== observe));
  }
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

test("a notification that comes while an older one is fetched takes its place", async () => {
  const old = patternOf(200);
  const { clock, session, peer, notify, lines } = watching();
  const heard: string[] = [];
  const observation = session.observe(request, texts(heard));
  await clock.until(observation.first);
  peer.answer = () => undefined;
  await notify(11, "", firstBlock(old, 1));
  assert.equal(mustBlock(peer.last, block2).number, 1);
  await notify(12, "newer");
  assert.deepEqual(heard, ["newer"]);
  await clock.advance(longEnough);
  assert.deepEqual(heard, ["newer"]);
  assert.deepEqual(lines, []);
  assert.equal(clock.timers, 0);
});

test("a first response that is still being fetched gives way to a notification", async () => {
  const { clock, session, peer, notify } = watching();
  const body = patternOf(200);
  const observation = session.observe(request, () => assert.fail("It is the first."));
  peer.answer = (message) => {
    const isRegistration = message.options.some(({ number }) => number === observe);
    if (!isRegistration) return;
    const { options = [], payload = body } = firstBlock(body, 1);
    peer.acknowledge(message, { code: content, options: [uintOption(observe, 10), ...options], payload });
  };
  await clock.advance(20);
  await notify(11, "newer");
  const first = await clock.until(observation.first);
  assert.deepEqual([textOf(first), responseOf(first).observe], ["newer", 11]);
});

test("a first response that cannot be fetched ends the observation", async () => {
  const { clock, session, peer, notify } = watching();
  const body = patternOf(200);
  const observation = session.observe(request, () => assert.fail("It is over."));
  peer.answer = (message) => {
    if (message.type !== "CON") return;
    const isRegistration = message.options.some(({ number }) => number === observe);
    const { options = [], payload = body } = firstBlock(body, 1);
    if (isRegistration)
      peer.acknowledge(message, { code: content, options: [uintOption(observe, 10), ...options], payload });
    else peer.acknowledge(message, { code: content });
  };
  assert.equal((await clock.until(observation.first)).kind, "broken");
  assert.equal((await notify(11, "")).type, "RST");
});

test("the server's side: notifications arrive in order over a bad network, once each", async () => {
  let registered: { readonly token: Uint8Array; readonly session: CoapSession } | undefined;
  const { clock, session } = coapPair({
    faults: { loss: 0.3, duplication: 0.3, reordering: 0.3 },
    both: { parameters: { maxRetransmit: 8 } },
    handler: ({ token, session: itsSession, observe: wish }) => {
      if (wish === 0) registered = { token, session: itsSession };
      return { code: content, observe: 0, payload: fromUtf8("0") };
    },
  });
  const heard: number[] = [];
  const observation = session.observe(request, ({ payload = new Uint8Array(0) }) =>
    heard.push(Number(toUtf8(payload))),
  );
  assert.equal(textOf(await clock.until(observation.first)), "0");
  const { token, session: serving } = registered ?? assert.fail();
  const sent: Promise<NotifyOutcome>[] = [];
  for (let count = 1; count <= 50; count++) {
    sent.push(serving.notify(token, { code: content, payload: fromUtf8(`${count}`) }, count % 5 === 0 ? "NON" : "CON"));
    await clock.advance(1000);
  }
  assert.ok((await clock.until(Promise.all(sent))).every((outcome) => outcome === "taken"));
  const confirmable = Array.from({ length: 50 }, (_, index) => index + 1).filter((count) => count % 5 !== 0);
  assert.deepEqual(
    heard.filter((count) => count % 5 !== 0),
    confirmable,
  );
  assert.deepEqual(
    heard,
    heard.toSorted((left, right) => left - right),
  );
  await clock.advance(2 * longEnough);
  assert.equal(clock.timers, 0);
});
