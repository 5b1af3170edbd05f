import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzz } from "./fuzzing.js";
import type { FuzzTarget } from "./targets.js";

test("targets take turns, seed by seed, and one that fails is left out from then on", async () => {
  const runs: string[] = [];
  const target = (name: string, failing?: number): FuzzTarget => ({
    name,
    inputs: "bytes",
    run: (seed) => {
      runs.push(`${name} ${seed}`);
      if (seed === failing) throw new Error("A byte too many.");
      return 10;
    },
  });
  let rounds = 0;
  const targets = [target("good"), target("bad", 8)];
  const results = await fuzz({ targets, firstSeed: 7, isTimeUp: () => ++rounds > 2 });
  assert.deepEqual(runs, ["good 7", "bad 7", "good 8", "bad 8", "good 9"]);
  assert.deepEqual(
    results.map(({ sessions, inputs, failure }) => [sessions, inputs, failure?.seed]),
    [
      [3, 30, undefined],
      [1, 10, 8],
    ],
  );
});

test("a target with as many inputs as are asked for is done, and the others go on", async () => {
  const target = (name: string, inputs: number): FuzzTarget => ({ name, inputs: "bytes", run: () => inputs });
  const targets = [target("quick", 10), target("slow", 3)];
  const results = await fuzz({ targets, firstSeed: 0, inputs: 10, isTimeUp: () => false });
  assert.deepEqual(
    results.map(({ sessions, inputs }) => [sessions, inputs]),
    [
      [1, 10],
      [4, 12],
    ],
  );
});

test("one seed runs however little time there is", async () => {
  const targets = [{ name: "slow", inputs: "bytes", run: () => 1 }];
  const [result] = await fuzz({ targets, firstSeed: 1, isTimeUp: () => true });
  assert.equal(result?.sessions, 1);
});
