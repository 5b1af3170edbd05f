import assert from "node:assert/strict";
import { test } from "node:test";
import { localDay, localTime } from "./localTime.js";

test("times are those of the clock on the wall, with two digits a part", () => {
  const morning = new Date(2026, 0, 5, 9, 5, 3, 42).getTime();
  assert.equal(localTime(morning), "09:05:03");
  assert.equal(localDay(morning), "2026-01-05");
});
