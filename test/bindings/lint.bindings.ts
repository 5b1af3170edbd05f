import assert from "node:assert/strict";
import { test } from "node:test";
import { writeProject } from "./support/compiler.js";
import { temporaryFolder, writeFiles } from "./support/folder.js";
import { lintProject } from "./support/lint.js";
import { everySource } from "./support/sources.js";
import { generateAll, variants } from "./support/variants.js";

const [usual, other] = variants;

for (const { name, options } of [usual, other]) {
  test(`typescript-eslint finds nothing in what is generated ${name}`, async () => {
    const folder = temporaryFolder();
    writeFiles(folder, generateAll(everySource(), options));
    writeProject(folder, "6.0.3", "bundler");
    assert.deepEqual(await lintProject(folder), []);
  });
}
