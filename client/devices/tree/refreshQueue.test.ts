import assert from "node:assert/strict";
import { test } from "node:test";
import { SimulatedClock } from "../../../lwm2m/base/testing/simulatedClock.js";
import { redrawPause, RefreshQueue } from "./refreshQueue.js";

test("the first is drawn at once, what follows together after a pause, each once", async () => {
  const clock = new SimulatedClock();
  const drawn: string[] = [];
  const queue = new RefreshQueue<string>(clock, (nodes) => drawn.push(nodes?.join(" ") ?? "everything"));
  queue.add("a", "b");
  queue.add("c");
  queue.add("d", "c");
  assert.deepEqual(drawn, ["a b"]);
  await clock.advance(redrawPause);
  assert.deepEqual(drawn, ["a b", "c d"]);
  await clock.advance(10 * redrawPause);
  queue.add("a");
  assert.deepEqual(drawn, ["a b", "c d", "a"]);
});

test("everything includes whatever waits", async () => {
  const clock = new SimulatedClock();
  const drawn: string[] = [];
  const queue = new RefreshQueue<string>(clock, (nodes) => drawn.push(nodes?.join(" ") ?? "everything"));
  queue.add("a");
  queue.add("b");
  queue.addEverything();
  queue.add("c");
  await clock.advance(5 * redrawPause);
  assert.deepEqual(drawn, ["a", "everything"]);
});

test("values that come without end are drawn all the same, with pauses that VS Code needs", async () => {
  const clock = new SimulatedClock();
  const times: number[] = [];
  const queue = new RefreshQueue<string>(clock, () => times.push(clock.now()));
  for (let index = 0; index < 30; index++) {
    queue.add("a");
    await clock.advance(50);
  }
  assert.ok(times.length >= 5);
  for (const [index, time] of times.slice(1).entries()) assert.ok(time - (times[index] ?? 0) >= redrawPause);
});

test("a queue that is disposed draws no more", async () => {
  const clock = new SimulatedClock();
  let count = 0;
  const queue = new RefreshQueue<string>(clock, () => count++);
  queue.add("a");
  queue.add("b");
  queue.dispose();
  await clock.advance(redrawPause);
  assert.equal(count, 1);
});
