import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../base/bytes.js";
import { codeOf } from "./codes.js";
import { coapPair, longEnough, patternOf, responseOf, textOf } from "./testing/coapPair.js";

const get = codeOf("GET");
const content = codeOf("Content");
const badNetwork = { loss: 0.3, duplication: 0.2, reordering: 0.2 };

test("a request is answered, and no timer is left", async () => {
  const { clock, session } = coapPair({
    handler: ({ path, query }) => ({ code: content, payload: fromUtf8(`${path.join("/")}?${query.join("&")}`) }),
  });
  const outcome = await clock.until(session.request({ code: get, path: ["3", "0"], query: ["a=1"] }));
  assert.equal(textOf(outcome), "3/0?a=1");
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

test("100 kB go up over a bad network, and are handled once", async () => {
  const body = patternOf(100_000);
  const handled: Uint8Array[] = [];
  const { clock, session } = coapPair({
    faults: badNetwork,
    handler: ({ payload }) => {
      handled.push(payload);
      return { code: codeOf("Changed") };
    },
  });
  const outcome = await clock.until(session.request({ code: codeOf("PUT"), path: ["5"], payload: body }), 1e9);
  assert.equal(responseOf(outcome).code, codeOf("Changed"));
  assert.deepEqual(handled, [body]);
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

test("100 kB come down over a bad network, and are made once", async () => {
  const body = patternOf(100_000);
  let handled = 0;
  const { clock, session } = coapPair({
    faults: badNetwork,
    handler: () => {
      handled++;
      return { code: content, payload: body };
    },
  });
  const outcome = await clock.until(session.request({ code: get, path: ["5"] }), 1e9);
  assert.deepEqual(responseOf(outcome).payload, body);
  assert.equal(handled, 1);
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
});

test("many requests over a bad network are each answered, and each handled once", async () => {
  const handled = new Map<string, number>();
  const { clock, session } = coapPair({
    faults: badNetwork,
    both: { parameters: { maxRetransmit: 10, nstart: 4 } },
    handler: async ({ path }) => {
      const [name = ""] = path;
      handled.set(name, (handled.get(name) ?? 0) + 1);
      if (name.endsWith("7")) await new Promise<void>((resolve) => void clock.after(3000, resolve));
      return { code: content, payload: fromUtf8(name) };
    },
  });
  const names = Array.from({ length: 200 }, (_, index) => `${index}`);
  const outcomes = await clock.until(
    Promise.all(names.map((name) => session.request({ code: get, path: [name] }))),
    1e9,
  );
  assert.deepEqual(outcomes.map(textOf), names);
  assert.deepEqual([...handled.keys()].toSorted(), names.toSorted());
  assert.ok([...handled.values()].every((count) => count === 1));
  await clock.advance(1e7);
  assert.equal(clock.timers, 0);
});

test("an endpoint has one session for a channel, tells of it, and forgets it when it ends", async () => {
  const { clock, client, server, session } = coapPair({ handler: () => ({ code: content }) });
  const told: unknown[] = [];
  server.endpoint.onSession((its) => told.push(its));
  assert.equal(client.endpoint.accept(session.channel), session);
  await clock.until(session.request({ code: get, path: [] }));
  assert.deepEqual(told, [...server.endpoint.sessions]);
  session.close();
  assert.equal(client.endpoint.sessions.size, 0);
  assert.notEqual(client.endpoint.accept(client.transport.channelTo(server.address)), session);
});

test("a channel is not idle while a request is on its way", async () => {
  let hasWork: () => boolean = () => assert.fail("Nobody has said what work there is.");
  const { client } = coapPair();
  const channel = client.transport.channelTo({ host: "192.0.2.8", port: 5683 });
  const keepWhile = (work: () => boolean): void => {
    hasWork = work;
  };
  const session = client.endpoint.accept({ ...channel, keepWhile });
  assert.equal(hasWork(), false);
  const aborting = new AbortController();
  const outcome = session.request({ code: get, path: [] }, { signal: aborting.signal });
  assert.equal(hasWork(), true);
  aborting.abort();
  await outcome;
  assert.equal(hasWork(), false);
});
