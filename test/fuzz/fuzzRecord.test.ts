import assert from "node:assert/strict";
import { test } from "node:test";
import { FuzzRecord } from "./fuzzRecord.js";

test("the slowest session of each target is kept with its seed, and the heap early in the run", () => {
  let [time, heap] = [0, 0];
  const record = new FuzzRecord(
    () => time,
    () => heap,
  );
  const session = (target: string, seed: number, duration: number, bytes: number, part: number): void => {
    time += duration;
    heap = bytes;
    record.add(target, seed, part);
  };
  session("codecs", 1, 10, 5000, 0.05);
  session("coap", 1, 40, 5000, 0.06);
  session("codecs", 2, 30, 100, 0.2);
  session("codecs", 3, 20, 9000, 0.9);
  assert.deepEqual(record.slowest("codecs"), { seed: 2, time: 30 });
  assert.deepEqual(record.slowest("coap"), { seed: 1, time: 40 });
  assert.equal(record.slowest("dtls"), undefined);
  assert.deepEqual(record.heap(), { early: 100, last: 9000 });
});
