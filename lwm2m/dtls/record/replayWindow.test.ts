import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../../../test/fixtures/seededRandom.js";
import { ReplayWindow } from "./replayWindow.js";

test("each record is new once, in any order within 64 numbers", () => {
  const random = seededRandom(5);
  for (let round = 0; round < 20; round++) {
    const window = new ReplayWindow();
    const start = random.pick([0, 1000, 2 ** 47]);
    for (const sequence of random.shuffled(Array.from({ length: 64 }, (_, index) => start + index))) {
      assert.ok(window.isNew(sequence));
      window.accept(sequence);
      assert.ok(!window.isNew(sequence));
    }
  }
});

test("what is older than the window counts as seen, and a jump forgets what was before it", () => {
  const window = new ReplayWindow();
  window.accept(5);
  window.accept(68);
  assert.ok(window.isNew(6));
  assert.ok(!window.isNew(4));
  assert.ok(!window.isNew(5));
  window.accept(1000);
  assert.ok(!window.isNew(936));
  assert.ok(window.isNew(937));
  assert.ok(!window.isNew(1000));
});
