import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "./nearest.js";

const words = ["executable-type", "unknown-unit", "range-order", "rules"];

test("nearest finds the word that was meant", () => {
  for (const [written, meant] of [
    ["exectuable-type", "executable-type"],
    ["unknown-units", "unknown-unit"],
    ["Range-Order", "range-order"],
    ["ruels", "rules"],
    ["rule", "rules"],
    ["something-else", undefined],
    ["", undefined],
  ] as const) {
    assert.equal(nearest(written, words), meant, written);
  }
});

test("nearest prefers the nearer of two", () => {
  assert.equal(nearest("reda", ["ready", "read"]), "read");
});
