import assert from "node:assert/strict";
import { test } from "node:test";
import { SimulatedClock } from "../lwm2m/base/testing/simulatedClock.js";
import { Pacer } from "./pacer.js";

test("a flood of requests is done at once, once a pause, and a last time", async () => {
  const clock = new SimulatedClock();
  let count = 0;
  const pacer = new Pacer(clock, 300, () => {
    count++;
  });
  pacer.ask();
  assert.equal(count, 1);
  for (let asked = 0; asked < 1000; asked++) pacer.ask();
  assert.equal(count, 1);
  await clock.advance(300);
  assert.equal(count, 2);
  await clock.advance(1000);
  assert.equal(count, 2);
  pacer.ask();
  assert.equal(count, 3);
  pacer.ask();
  pacer.dispose();
  await clock.advance(1000);
  pacer.ask();
  assert.equal(count, 3);
});
