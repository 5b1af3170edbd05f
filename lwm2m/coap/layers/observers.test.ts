import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import type { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { blockOption } from "../block.js";
import { codeOf } from "../codes.js";
import type { CoapResponse } from "../exchange.js";
import type { CoapMessage, CoapOption } from "../message.js";
import { optionNumbers } from "../options.js";
import { readUint } from "../optionValue.js";
import { optionsOfRequest } from "../requestOptions.js";
import type { CoapSession } from "../session.js";
import { coapPair, longEnough, patternOf, serverAddress } from "../testing/coapPair.js";
import { mustBlock, RawPeer } from "../testing/rawPeer.js";

const { observe, block2 } = optionNumbers;
const get = codeOf("GET");
const put = codeOf("PUT");
const content = codeOf("Content");
const token = Uint8Array.of(7);
const value: CoapResponse = { code: content, payload: fromUtf8("x") };

interface Observed {
  readonly clock: SimulatedClock;
  readonly peer: RawPeer;
  readonly session: CoapSession;
  readonly ask: (code: number, wish: number, options?: readonly CoapOption[]) => Promise<CoapMessage>;
}

/** A peer that has registered an observation. It acknowledges notifications unless a test says otherwise. */
async function observed(body: Uint8Array = fromUtf8("0"), options: readonly CoapOption[] = []): Promise<Observed> {
  const { clock, network, server } = coapPair({ handler: () => ({ code: content, observe: 5, payload: body }) });
  const peer = new RawPeer(network, { host: "192.0.2.9", port: 5683 }, serverAddress);
  peer.answer = ({ type, messageId }) => {
    if (type === "CON") peer.send({ type: "ACK", code: 0, messageId });
  };
  let messageId = 0;
  const ask: Observed["ask"] = async (code, wish, others = []) => {
    const asked = [...optionsOfRequest({ code, path: ["3"], observe: wish }), ...others];
    peer.send({ type: "CON", code, messageId: messageId++, token, options: asked });
    await clock.advance(20);
    return peer.last;
  };
  const first = await ask(get, 0, options);
  assert.deepEqual(numberOf(first), 5);
  const [session] = server.endpoint.sessions;
  return { clock, peer, ask, session: session ?? assert.fail() };
}

function numberOf(message: CoapMessage): number | undefined {
  const option = message.options.find(({ number }) => number === observe);
  return option === undefined ? undefined : readUint(option.value);
}

test("notifications have the token and ascending numbers, and count as taken when they are acknowledged", async () => {
  const { clock, peer, session } = await observed();
  assert.equal(await clock.until(session.notify(token, value)), "taken");
  assert.equal(await clock.until(session.notify(token, value, "NON")), "taken");
  assert.equal(await clock.until(session.notify(token, { ...value, observe: 0xffffff })), "taken");
  assert.equal(await clock.until(session.notify(token, value)), "taken");
  const notifications = peer.received.slice(1);
  assert.deepEqual(
    notifications.map((message) => [message.type, numberOf(message), [...message.token]]),
    [
      ["CON", 6, [7]],
      ["NON", 7, [7]],
      ["CON", 0xffffff, [7]],
      ["CON", 0, [7]],
    ],
  );
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

test("who asks with Observe 1, or rejects a notification of either type, observes no longer", async () => {
  const deregister = await observed();
  assert.equal(numberOf(await deregister.ask(get, 1)), undefined);
  assert.equal(await deregister.session.notify(token, value), "ended");
  for (const type of ["CON", "NON"] as const) {
    const { clock, peer, session } = await observed();
    peer.answer = ({ messageId }) => {
      peer.send({ type: "RST", code: 0, messageId });
    };
    assert.equal(await clock.until(session.notify(token, value, type)), type === "NON" ? "taken" : "ended");
    await clock.advance(50);
    assert.equal(await session.notify(token, value), "ended");
  }
});

test("who leaves a notification unacknowledged observes no longer, and what waited is not sent", async () => {
  const { clock, peer, session } = await observed();
  peer.answer = () => undefined;
  const outcomes = [session.notify(token, value), session.notify(token, value), session.notify(token, value, "NON")];
  assert.deepEqual(await clock.until(Promise.all(outcomes)), ["lost", "ended", "ended"]);
  assert.equal(peer.received.length, 1 + 5);
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

test("an error is the last notification, and has no number", async () => {
  const { clock, peer, session } = await observed();
  assert.equal(await clock.until(session.notify(token, { code: codeOf("Not Found") })), "taken");
  assert.equal(numberOf(peer.last), undefined);
  assert.equal(await session.notify(token, value), "ended");
});

test("notifications stop when the session does", async () => {
  const { clock, peer, session } = await observed();
  peer.answer = () => undefined;
  const outcome = session.notify(token, value);
  await clock.advance(20);
  session.close();
  assert.equal(await outcome, "ended");
  assert.equal(await session.notify(token, value), "ended");
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

test("only GET and FETCH can observe, and only what the handler lets them", async () => {
  const { ask, session, clock } = await observed();
  assert.equal(numberOf(await ask(get, 1)), undefined);
  assert.equal(numberOf(await ask(put, 0)), undefined);
  assert.equal(await session.notify(token, value), "ended");
  assert.equal(numberOf(await ask(codeOf("FETCH"), 0)), 5);
  assert.equal(await clock.until(session.notify(token, value)), "taken");
});

test("to register again with the same token is to go on", async () => {
  const { ask, peer, session, clock } = await observed();
  await ask(get, 0);
  assert.equal(await clock.until(session.notify(token, value)), "taken");
  assert.equal(peer.received.length, 3);
});

test("a long notification is its first block, of the size asked for; the others are fetched", async () => {
  const small = blockOption(block2, { number: 0, more: false, size: 64 });
  const { clock, peer, ask, session } = await observed(patternOf(100), [small]);
  const body = patternOf(100).fill(1);
  assert.equal(await clock.until(session.notify(token, { code: content, payload: body })), "taken");
  const notification = peer.received.at(-1) ?? assert.fail();
  assert.deepEqual(mustBlock(notification, block2), { number: 0, more: true, size: 64 });
  assert.equal(numberOf(notification), 6);
  const rest = await ask(get, 0, [blockOption(block2, { number: 1, more: false, size: 64 })]);
  assert.deepEqual(rest.payload, body.subarray(64));
  assert.equal(await clock.until(session.notify(token, value)), "taken");
});

test("one peer may observe a thousand things, not more", async () => {
  const { session, clock, peer } = await observed();
  for (let count = 1; count <= 1000; count++) {
    const its = Uint8Array.of(count >> 8, count);
    peer.send({
      type: "CON",
      code: get,
      messageId: 1000 + count,
      token: its,
      options: optionsOfRequest({ code: get, path: [], observe: 0 }),
    });
  }
  await clock.advance(50);
  assert.equal(numberOf(peer.received.at(-2) ?? assert.fail()), 5);
  assert.equal(numberOf(peer.last), undefined);
  assert.equal(await session.notify(Uint8Array.of(3, 0xe8), value), "ended");
});
