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
