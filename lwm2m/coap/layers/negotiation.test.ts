import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toUtf8 } from "../../base/bytes.js";
import { codeOf } from "../codes.js";
import type { CoapMessage, CoapOption } from "../message.js";
import { optionNumbers } from "../options.js";
import { uintOption, uintValue } from "../optionValue.js";
import { clientAddress, coapPair, longEnough, patternOf, responseOf, serverAddress } from "../testing/coapPair.js";
import { RawPeer } from "../testing/rawPeer.js";

const { requestTag, echo, size1, size2, block1 } = optionNumbers;
const codes = {
  get: codeOf("GET"),
  put: codeOf("PUT"),
  fetch: codeOf("FETCH"),
  content: codeOf("Content"),
  changed: codeOf("Changed"),
  unauthorized: codeOf("Unauthorized"),
  tooLarge: codeOf("Request Entity Too Large"),
};
const nothing = new Uint8Array(0);

function valueOf({ options }: CoapMessage, wanted: number): Uint8Array | undefined {
  return options.find(({ number }) => number === wanted)?.value;
}

test("bodies that go to the same place at once have tags, and arrive whole (RFC 9175 §3.4)", async () => {
  const bodies: Uint8Array[] = [];
  const { clock, session, client } = coapPair({
    both: { parameters: { nstart: 4 } },
    handler: ({ payload }) => {
      bodies.push(payload);
      return { code: codes.changed };
    },
  });
  const tags: (number | undefined)[] = [];
  client.endpoint.onMessage(({ direction, message }) => {
    if (direction === "in" || message === undefined || message.type === undefined) return;
    if (valueOf(message, block1) !== undefined) tags.push(valueOf(message, requestTag)?.[0]);
  });
  const sent = [1, 2, 3].map((fill) => new Uint8Array(3000).fill(fill));
  const outcomes = sent.map((payload) => session.request({ code: codes.put, path: ["a"], payload }));
  for (const outcome of await clock.until(Promise.all(outcomes))) assert.equal(responseOf(outcome).code, codes.changed);
  assert.deepEqual(
    bodies.toSorted((left, right) => (left[0] ?? 0) - (right[0] ?? 0)),
    sent,
  );
  assert.deepEqual(new Set(tags), new Set([undefined, 1, 2]));
  tags.length = 0;
  await clock.until(session.request({ code: codes.put, path: ["a"], payload: patternOf(3000) }));
  assert.deepEqual(new Set(tags), new Set([undefined]), "One alone has none.");
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

function withPeer(
  answer: (request: CoapMessage, count: number) => Pick<CoapMessage, "code"> & Partial<CoapMessage>,
): ReturnType<typeof coapPair> & { readonly peer: RawPeer } {
  const pair = coapPair();
  pair.server.endpoint.dispose();
  const peer = new RawPeer(pair.network, serverAddress, clientAddress);
  peer.answer = (request) => {
    peer.acknowledge(request, answer(request, peer.received.length));
  };
  return { ...pair, peer, session: pair.client.endpoint.accept(pair.client.transport.channelTo(serverAddress)) };
}

test("a peer that wants to know that a request is fresh gets its Echo back, once (RFC 9175 §2.3)", async () => {
  const option: CoapOption = { number: echo, value: patternOf(8) };
  const satisfied = withPeer((request) =>
    valueOf(request, echo) === undefined ? { code: codes.unauthorized, options: [option] } : { code: codes.changed },
  );
  const put = { code: codes.put, path: ["a"], payload: patternOf(200) };
  const outcome = await satisfied.clock.until(satisfied.session.request(put));
  assert.equal(responseOf(outcome).code, codes.changed);
  assert.deepEqual(valueOf(satisfied.peer.last, echo), option.value);
  const never = withPeer(() => ({ code: codes.unauthorized, options: [option] }));
  const refused = await never.clock.until(never.session.request({ code: codes.get, path: ["a"] }));
  assert.equal(responseOf(refused).code, codes.unauthorized);
  assert.equal(never.peer.received.length, 2);
});

test("how much a peer takes is told with its refusal, and how much a response has when it is asked", async () => {
  const refusing = withPeer(() => ({ code: codes.tooLarge, options: [uintOption(size1, 700)] }));
  const put = { code: codes.put, path: ["a"], payload: patternOf(900) };
  const refused = responseOf(await refusing.clock.until(refusing.session.request(put)));
  assert.deepEqual(refused.otherOptions, [{ number: size1, value: uintValue(700) }]);

  const { clock, network } = coapPair({ handler: () => ({ code: codes.content, payload: patternOf(300) }) });
  const asking = new RawPeer(network, { host: "192.0.2.9", port: 7 }, serverAddress);
  for (const [messageId, options] of [
    [1, [uintOption(size2, 0)]],
    [2, []],
  ] as const) {
    asking.send({ type: "CON", code: codes.get, messageId, options });
    await clock.advance(50);
    assert.deepEqual(valueOf(asking.last, size2), messageId === 1 ? uintValue(300) : undefined);
  }
});

test("a FETCH observes what its question is about, also if question and notifications need blocks", async () => {
  const questions: string[] = [];
  const { clock, session, server } = coapPair({
    handler: ({ observe, payload, code }) => {
      questions.push(`${code} ${observe ?? "-"} ${toUtf8(payload)?.length ?? -1}`);
      return { code: codes.content, payload: fromUtf8("first"), ...(observe === 0 ? { observe: 1 } : {}) };
    },
  });
  const heard: number[] = [];
  const question = fromUtf8("/3303/0/5700 ".repeat(200));
  const request = { code: codes.fetch, path: [], contentFormat: 320, payload: question };
  const observation = session.observe(request, ({ payload = nothing }) => heard.push(payload.length));
  assert.equal(toUtf8(responseOf(await clock.until(observation.first)).payload ?? nothing), "first");
  const [serving] = server.endpoint.sessions;
  assert.ok(serving);
  for (const length of [10, 5000]) {
    const notification = { code: codes.content, payload: patternOf(length) };
    assert.equal(await clock.until(serving.notify(observation.token, notification)), "taken");
    await clock.advance(1000);
  }
  assert.deepEqual(heard, [10, 5000]);
  await clock.until(observation.cancel("actively"));
  assert.deepEqual(questions, ["5 0 2600", "5 1 2600"]);
  assert.equal(await serving.notify(observation.token, { code: codes.content }), "ended");
});
