import assert from "node:assert/strict";
import { test } from "node:test";
import { bundlePrograms } from "./support/bundle.js";
import { objectModules } from "./support/conformance.js";
import { temporaryFolder, writeFiles } from "./support/folder.js";
import { everySource } from "./support/sources.js";
import { generateAll, variants } from "./support/variants.js";

const folder = temporaryFolder();
const files = generateAll(everySource(), variants[0].options);
const modules = objectModules(files);
writeFiles(folder, files);

test("a program with one object of all contains that object only, in less than 2 KB for all but the largest", async (t) => {
  const programs = modules.map(
    ({ constant }) => `import { ${constant} } from "./index.js";\nconsole.log(${constant});\n`,
  );
  const bundles = await bundlePrograms(folder, programs);
  const large = modules.flatMap((module, index) => {
    const bundle = bundles[index];
    assert.ok(bundle !== undefined);
    assert.deepEqual(bundle.modules, [`${module.path}.ts`]);
    return bundle.bytes < 2048 ? [] : [{ ...module, bytes: bundle.bytes }];
  });
  const sizes = bundles.map(({ bytes }) => bytes).sort((a, b) => a - b);
  const largest = large.reduce((most, next) => (next.bytes > most.bytes ? next : most), { bytes: 0, constant: "none" });
  t.diagnostic(`half of the programs have at most ${sizes[sizes.length >> 1] ?? 0} bytes`);
  t.diagnostic(
    `${large.length} of ${sizes.length} have more than 2 KB; ${largest.constant} has ${largest.bytes} bytes`,
  );
  assert.ok(large.length < modules.length / 7, `${large.length} programs have more than 2 KB.`);
  assert.ok(!large.some(({ constant }) => constant === "Temperature_3303_v1_1"));
  // What has more, has many resources: these are the ones with the longest files.
  assert.ok(largest.bytes < 10_000, `${largest.constant} has ${largest.bytes} bytes.`);
});
