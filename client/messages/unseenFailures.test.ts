import assert from "node:assert/strict";
import { test } from "node:test";
import { attempt, event, logOf, message } from "./testing/records.js";
import { UnseenFailures } from "./unseenFailures.js";

test("the badge counts devices that could not connect, one that tries again once", () => {
  const failures = new UnseenFailures();
  const value = (): number | undefined => failures.badge?.value;
  assert.equal(value(), undefined);
  assert.equal(failures.count(logOf(event(), message()).entries), false);
  assert.equal(failures.count(logOf(attempt({ peer: "192.0.2.7:1" })).entries), true);
  assert.deepEqual(failures.badge, { value: 1, tooltip: "1 device could not connect" });
  assert.equal(failures.count(logOf(attempt({ peer: "192.0.2.7:2" })).entries), false);
  failures.count(logOf(attempt({ summary: "Wrong key" })).entries);
  assert.equal(value(), 2);
  failures.clear();
  assert.equal(value(), undefined);
});
