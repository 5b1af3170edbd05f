import assert from "node:assert/strict";
import { test } from "node:test";
import { HostError } from "./hostError.mjs";
import { parseAction } from "./pageActions.mjs";

test("a step is an object with one known member", () => {
  assert.deepEqual(parseAction({ press: "F1" }), { kind: "press", text: "F1" });
  assert.deepEqual(parseAction({ wait: 500 }), { kind: "wait", text: "500" });
  assert.deepEqual(parseAction({ screenshot: "a-b_1" }), { kind: "screenshot", text: "a-b_1" });
});

for (const value of [{}, { jump: "x" }, { press: "a", type: "b" }, { press: true }, null, "press", { toString: "x" }]) {
  test(`${JSON.stringify(value)} is refused with the list of steps`, () => {
    assert.throws(
      () => parseAction(value),
      (error) => error instanceof HostError && error.message.includes("waitForText"),
    );
  });
}
