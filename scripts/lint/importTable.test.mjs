import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { importTable, importZones } from "./importTable.mjs";

test("ARCHITECTURE has a row for each folder of the import table", () => {
  const architecture = readFileSync("ARCHITECTURE.md", "utf8");
  for (const folder of Object.keys(importTable)) {
    assert.match(architecture, new RegExp(`^\\\\| \`${folder}/\``, "mu"), folder);
  }
});

test("imports never lead upwards, and what is allowed is transitive", () => {
  const forbidden = importZones("").map(({ target, from }) => `${target} ${from}`);
  assert.ok(forbidden.includes("lwm2m/base lwm2m/definition"));
  assert.ok(forbidden.includes("lwm2m/definition server"));
  assert.ok(!forbidden.includes("server lwm2m/base"));
});
