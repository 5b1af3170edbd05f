import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compile, installedCompilers } from "./support/compiler.js";
import { conformanceProgram, objectModules } from "./support/conformance.js";
import { temporaryFolder, writeFiles } from "./support/folder.js";
import { everySource } from "./support/sources.js";
import { generateAll, variants } from "./support/variants.js";

for (const { name, options, kinds } of variants) {
  const folder = temporaryFolder();
  const files = generateAll(everySource(), options);
  const modules = objectModules(files);
  writeFiles(folder, files);
  writeFileSync(join(folder, "conformance.ts"), conformanceProgram(modules, options.importExtension));

  test(`all 424 object versions are generated ${name}`, () => {
    assert.equal(modules.length, 424);
  });

  for (const compiler of installedCompilers()) {
    for (const kind of kinds) {
      test(`TypeScript ${compiler.version} compiles all of it ${name}, as ${kind}`, async () => {
        assert.deepEqual(await compile(compiler, folder, kind), []);
      });
    }
  }
}
