import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import { decodePlain } from "./plainContent.js";

test("a pack of nonsense has no more problems than people read, and what is none in it counts", () => {
  const bytes = fromUtf8(`[${"0,".repeat(5000)}{"n":"a","v":1}]`);
  const { values, problems } = decodePlain("/pack", { contentFormat: contentFormatId("senml-json"), bytes }, 0);
  assert.deepEqual(values, [{ path: "/pack/a", value: { type: "Integer", value: 1n }, receivedAt: 0 }]);
  assert.equal(problems.length, 101);
  assert.match(problems.at(-1)?.message ?? "", /more problems/u);
});
