import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../../test/fixtures/registry.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { checkValue } from "../../data/checkValue.js";
import { parsePath } from "../../data/path.js";
import type { ObjectStore } from "../store/objectStore.js";
import { readEntries } from "../store/readEntries.js";
import { exampleStore, published } from "../testing/exampleStore.js";

function valueAt(store: ObjectStore, text: string): unknown {
  const { path } = parsePath(text);
  return path && readEntries(store, path).entries[0]?.value.value;
}

function numberAt(store: ObjectStore, text: string): number {
  return Number(valueAt(store, text));
}

test("every value of every published object is what its definition allows, all day long", async () => {
  const clock = new SimulatedClock();
  const store = exampleStore(clock, testRegistry().objects);
  const wrong = new Set<string>();
  let checked = 0;
  for (let step = 0; step < 12; step++) {
    const moment = store.moment();
    for (const [objectId, { instances }] of store.objects) {
      for (const [resourceId, { definition, behaviors }] of instances.get(0)?.resources ?? []) {
        for (const [id, behavior] of behaviors) {
          checked++;
          const problem = checkValue(behavior.at(moment), definition);
          if (problem !== undefined) wrong.add(`/${objectId}/0/${resourceId}/${id}: ${problem}`);
        }
      }
    }
    await clock.advance(7_200_000 + 5000);
  }
  assert.deepEqual([...wrong], []);
  assert.ok(checked > 30_000);
});

test("a temperature moves smoothly around 20 degrees, and its extremes follow it until they are reset", async () => {
  const clock = new SimulatedClock();
  const store = exampleStore(clock, [published(3303)]);
  let [smallest, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let before = numberAt(store, "/3303/0/5700");
  let moves = 0;
  for (let step = 0; step < 3600; step++) {
    const now = numberAt(store, "/3303/0/5700");
    if (now !== before) moves++;
    assert.ok(now > 14 && now < 26, `${now}`);
    assert.ok(Math.abs(now - before) < 1.5, `${before} to ${now}`);
    [smallest, largest, before] = [Math.min(smallest, now), Math.max(largest, now), now];
    await clock.advance(10_000);
  }
  assert.ok(largest - smallest > 3);
  assert.ok(moves > 2400, `It moves in ${moves} of 3600 steps, so that whoever watches sees it.`);
  assert.ok(numberAt(store, "/3303/0/5601") <= smallest);
  assert.ok(numberAt(store, "/3303/0/5602") >= largest);
  for (const id of [5601, 5602]) {
    store.objects.get(3303)?.instances.get(0)?.resources.get(id)?.behaviors.get(0)?.reset?.(store.moment());
  }
  assert.equal(numberAt(store, "/3303/0/5601"), numberAt(store, "/3303/0/5700"));
  assert.equal(numberAt(store, "/3303/0/5602"), numberAt(store, "/3303/0/5700"));
  assert.equal(valueAt(store, "/3303/0/5701"), "Cel");
});

test("counters only grow, and begin at zero after a reset", async () => {
  const clock = new SimulatedClock();
  const store = exampleStore(clock, [published(3200)]);
  const first = numberAt(store, "/3200/0/5501");
  await clock.advance(3_600_000);
  const second = numberAt(store, "/3200/0/5501");
  assert.ok(second > first);
  store.objects.get(3200)?.instances.get(0)?.resources.get(5501)?.behaviors.get(0)?.reset?.(store.moment());
  assert.equal(numberAt(store, "/3200/0/5501"), 0);
});

test("two devices have other values, the same device always the same", () => {
  const clock = new SimulatedClock();
  const values = ["one", "two", "one"].map((endpoint) =>
    numberAt(exampleStore(clock, [published(3303)], { endpoint }), "/3303/0/5700"),
  );
  assert.notEqual(values[0], values[1]);
  assert.equal(values[0], values[2]);
});

test("the device's time runs", async () => {
  const clock = new SimulatedClock(1_700_000_000_000);
  const store = exampleStore(clock, []);
  assert.equal(valueAt(store, "/3/0/13"), 1_700_000_000n);
  await clock.advance(61_000);
  assert.equal(valueAt(store, "/3/0/13"), 1_700_000_061n);
});

test("latitude and longitude are at the same place", () => {
  const store = exampleStore(new SimulatedClock(), [published(6), published(3336)]);
  assert.ok(Math.abs(numberAt(store, "/6/0/0") - numberAt(store, "/3336/0/6051")) < 0.001);
  assert.ok(Math.abs(numberAt(store, "/6/0/1") - numberAt(store, "/3336/0/6052")) < 0.001);
});
