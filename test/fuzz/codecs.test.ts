import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzzCodecs } from "./codecs.js";

test("whatever the bytes are, codecs answer with values and problems", () => {
  for (let seed = 0; seed < 6; seed++) assert.ok(fuzzCodecs(seed) > 0);
});
