import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { configSchema, generatedFiles } from "./configSchema.js";

test("the committed schema is the generated one", () => {
  for (const { path } of generatedFiles()) {
    const committed: unknown = JSON.parse(readFileSync(path, "utf8"));
    assert.deepEqual(committed, configSchema(), "Run `npm run generate`.");
  }
});
