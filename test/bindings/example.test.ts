import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { test } from "node:test";
import type { GeneratedFile } from "../../lwm2m/codegen/bindings.js";
import { bundlePrograms } from "./support/bundle.js";
import { compileProject, compilerIn } from "./support/compiler.js";
import { exampleFiles, generatedFiles } from "./support/exampleBindings.js";
import { temporaryFolder, writeFiles } from "./support/folder.js";

const folder = "examples/typescript";

function filesBelow(path: string): readonly GeneratedFile[] {
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => statSync(join(path, name)).isFile())
    .map((name) => ({ path: name.replaceAll("\\", "/"), text: readFileSync(join(path, name), "utf8") }));
}

/** The example as a newcomer has it: what is committed, and what is generated. */
function exampleCopy(): string {
  const copy = temporaryFolder();
  writeFiles(copy, filesBelow(folder));
  writeFiles(
    copy,
    exampleFiles().map(({ path, text }) => ({ path: posix.relative(folder, path), text })),
  );
  return copy;
}

test("the bindings of the example are what its configuration says, and nothing else is among them", () => {
  const wanted = Object.fromEntries(generatedFiles().map(({ path, text }) => [path, text]));
  const found = Object.fromEntries(
    filesBelow(`${folder}/lwm2m`)
      .filter(({ path }) => !path.startsWith("runtime/"))
      .map(({ path, text }) => [`${folder}/lwm2m/${path}`, text]),
  );
  assert.deepEqual(found, wanted, 'Run "npm run generate".');
});

test("the example compiles", async () => {
  assert.deepEqual(await compileProject(compilerIn("node_modules/typescript"), exampleCopy()), []);
});

test("the example says what the devices sent", async () => {
  const copy = exampleCopy();
  const [program] = await bundlePrograms(copy, ['import "./coldRoom.ts";']);
  const path = join(copy, "program.mjs");
  writeFileSync(path, program?.text ?? "");
  const { stdout, stderr } = spawnSync(process.execPath, [path], { encoding: "utf8" });
  assert.equal(stderr, "");
  assert.deepEqual(stdout.trimEnd().split("\n"), [
    "at byte 22: /42001/0/7 (Humidity): 104.5 is outside 0 to 100.",
    "range: humidity: 104.5 is outside 0 to 100.",
    "cooling, 6.5 °C, door open",
    "evaporator 1: -8.5 °C",
    "evaporator 4: -9.25 °C",
    "resource 26241 is newer than the definition",
    "/3303/0/5700 is 21.25",
    "/3303/3/5700 is -3.5 at 2026-01-27T08:00:00.000Z",
    "POST /42001/0/9",
    "PUT /42001/0/2 332e35",
  ]);
});
