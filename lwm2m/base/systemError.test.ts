import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonOf } from "./systemError.js";

test("errors of the system become sentences, all others stay errors", () => {
  const error = (code: string): Error => Object.assign(new Error("failed"), { code });
  assert.match(reasonOf(error("EACCES")), /not allowed to read/u);
  assert.match(reasonOf(error("EACCES"), { EACCES: "Other words." }), /^Other words\.$/u);
  assert.equal(reasonOf(error("EXDEV")), "The system says EXDEV.");
  assert.throws(() => reasonOf(error("ERR_INVALID_ARG_VALUE")), /failed/u);
  assert.throws(() => reasonOf(new Error("a bug")), /a bug/u);
});
