import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeCrash } from "./crashPolicy.js";

/** The verdicts on crashes at these times, in seconds. */
function verdicts(...seconds: number[]): (number | "give up")[] {
  let crashes: readonly number[] = [];
  return seconds.map((second) => {
    const verdict = judgeCrash(crashes, second * 1000);
    crashes = verdict.crashes;
    return verdict.kind === "restart" ? verdict.delay / 1000 : verdict.kind;
  });
}

test("each restart waits longer, and the fifth crash within three minutes is the last", () => {
  assert.deepEqual(verdicts(0, 10, 20, 30, 40), [1, 2, 4, 8, "give up"]);
});

test("crashes of long ago are forgotten", () => {
  assert.deepEqual(verdicts(0, 200, 400, 600, 800, 1000), [1, 1, 1, 1, 1, 1]);
  assert.deepEqual(verdicts(0, 10, 20, 30, 181, 182), [1, 2, 4, 8, 8, "give up"]);
});
