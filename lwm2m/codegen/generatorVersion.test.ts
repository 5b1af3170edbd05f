import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { versionOf } from "../base/productVersion.js";
import { generatorVersion } from "./generatorVersion.js";

test("generated files name the version of the product; after a release, write the same into generatorVersion.ts", () => {
  assert.equal(generatorVersion, versionOf(JSON.parse(readFileSync("package.json", "utf8"))));
});
