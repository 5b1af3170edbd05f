import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { registryOrigin, type BindingSource } from "../../lwm2m/codegen/bindings.js";
import { describedRegistry } from "../fixtures/registry.js";
import { bundlePrograms } from "./support/bundle.js";
import { checkRefusals } from "./support/checkRefusals.js";
import { checkRoundTrips } from "./support/checkRoundTrip.js";
import { compile, compilerIn, writeProject } from "./support/compiler.js";
import { conformanceProgram, objectModules } from "./support/conformance.js";
import { temporaryFolder, writeFiles } from "./support/folder.js";
import { lintProject } from "./support/lint.js";
import { coldRoomSources } from "./support/sources.js";
import { generateAll, variants } from "./support/variants.js";

// A few objects, and the compiler that the repository has; `npm run test:bindings` takes all of both.

/**
 * Published objects that each have something of their own: resources for a Bootstrap-Server only (0), several instances
 * and none (3), what can only be written (5), sparse and colliding names (10329), a name that starts with a digit (10242),
 * links (22), a resource without a type (10482), large numbers (3411).
 */
const sampleIds = [0, 3, 5, 22, 3303, 3411, 10242, 10329, 10482];

const compiler = compilerIn("node_modules/typescript");

function sampleSources(): readonly BindingSource[] {
  const registry = describedRegistry();
  const published = sampleIds.flatMap((id) => registry.versions(id));
  return [...published.map((definition) => ({ definition, from: registryOrigin })), ...coldRoomSources()];
}

const [usual, other] = variants;

for (const { name, options, kinds } of [usual, other]) {
  test(`the strictest compiler takes what is generated ${name}`, async () => {
    const folder = temporaryFolder();
    const files = generateAll(sampleSources(), options);
    writeFiles(folder, files);
    writeFileSync(join(folder, "conformance.ts"), conformanceProgram(objectModules(files), options.importExtension));
    assert.deepEqual(await compile(compiler, folder, kinds[0]), []);
  });

  test(`plausible instances go unchanged through what is generated ${name}`, async () => {
    assert.ok((await checkRoundTrips(sampleSources(), options)) > 100);
  });
}

test("the strictest rules of typescript-eslint find nothing in what is generated", async () => {
  const folder = temporaryFolder();
  writeFiles(folder, generateAll(sampleSources(), usual.options));
  writeProject(folder, compiler.version, "esm");
  assert.deepEqual(await lintProject(folder), []);
});

test("the compiler refuses what a definition does not allow", () => checkRefusals(compiler));

test("a program has the object and the format that it imports, and no other", async () => {
  const folder = temporaryFolder();
  writeFiles(folder, generateAll(sampleSources(), usual.options));
  const bundles = await bundlePrograms(folder, [
    'import { Temperature_3303_v1_1 } from "./index.js";\nconsole.log(Temperature_3303_v1_1);',
    'import { decode } from "./runtime/index.js";\nimport { tlv } from "./runtime/tlv.js";\nconsole.log(decode, tlv);',
  ]);
  const [constant, decoder] = bundles;
  assert.deepEqual(constant?.modules, ["temperature_3303_v1_1.ts"]);
  assert.ok(constant.bytes < 2048, `${constant.bytes} bytes`);
  assert.match(decoder?.text ?? "", /application\/vnd\.oma\.lwm2m\+tlv/u);
  assert.doesNotMatch(decoder?.text ?? "", /senml|lwm2m\+cbor|lwm2m\+json/u);
});
