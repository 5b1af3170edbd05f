import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { TicketKeys } from "./ticketKeys.js";

const content = fromUtf8("a session");
const hour = 3_600_000;

test("what was sealed comes back, and what was changed does not", () => {
  const keys = new TicketKeys(new SimulatedClock(), seededBytes(1));
  const ticket = keys.seal(content);
  assert.deepEqual(keys.open(ticket), content);
  assert.notDeepEqual(keys.seal(content), ticket, "each has its own nonce");
  for (let index = 0; index < ticket.length; index++)
    assert.equal(keys.open(ticket.with(index, (ticket[index] ?? 0) ^ 1)), undefined, String(index));
  for (let length = 0; length < ticket.length; length++) assert.equal(keys.open(ticket.subarray(0, length)), undefined);
  assert.equal(keys.open(new Uint8Array(10_000)), undefined);
  assert.equal(new TicketKeys(new SimulatedClock(), seededBytes(2)).open(ticket), undefined, "other keys");
});

test("keys change every half day, and open for a day more than they seal", async () => {
  const clock = new SimulatedClock();
  const keys = new TicketKeys(clock, seededBytes(1));
  const first = keys.seal(content);
  await clock.advance(11 * hour);
  const same = keys.seal(content);
  assert.deepEqual(same.subarray(0, 4), first.subarray(0, 4));
  await clock.advance(2 * hour);
  const next = keys.seal(content);
  assert.notDeepEqual(next.subarray(0, 4), first.subarray(0, 4));
  await clock.advance(22 * hour);
  assert.deepEqual(keys.open(same), content, "a day old");
  await clock.advance(2 * hour);
  assert.equal(keys.open(same), undefined);
  assert.deepEqual(keys.open(next), content);
});
