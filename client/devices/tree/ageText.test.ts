import assert from "node:assert/strict";
import { test } from "node:test";
import { ageText } from "./ageText.js";

test("an age is told in its largest unit", () => {
  const second = 1000;
  const ages = [-5, 0, 999, 3 * second, 60 * second, 3599 * second, 7200 * second, 4 * 86_400 * second];
  assert.deepEqual(ages.map(ageText), ["0 s", "0 s", "0 s", "3 s", "1 min", "59 min", "2 h", "4 d"]);
});
