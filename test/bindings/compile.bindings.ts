import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { compile, compileProject, compilerIn, installedCompilers } from "./support/compiler.js";
import { strictestOptions } from "../fixtures/strictestOptions.js";
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

test("all of it compiles where the types of browsers and of Node are, too", async () => {
  const folder = temporaryFolder();
  writeFiles(folder, generateAll(everySource(), variants[0].options));
  const compiler = compilerIn("node_modules/typescript");
  const compilerOptions = {
    ...strictestOptions(compiler.version, "esm"),
    lib: ["es2022", "dom"],
    types: ["node"],
    typeRoots: [resolve("node_modules/@types")],
    skipLibCheck: true,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*.ts"] }));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  assert.deepEqual(await compileProject(compiler, folder), []);
});
