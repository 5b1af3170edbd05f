import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BindingSource } from "../../../lwm2m/codegen/bindings.js";
import { testRegistry } from "../../fixtures/registry.js";
import { compile, type Compiler } from "./compiler.js";
import { temporaryFolder, writeFiles } from "./folder.js";
import { prelude, preludeName, refusals } from "./refusals.js";
import { coldRoomSources } from "./sources.js";
import { generateAll, variants } from "./variants.js";

/** Checks that a compiler takes what is right and complains once about each mistake, in its line. */
export async function checkRefusals(compiler: Compiler): Promise<void> {
  const folder = temporaryFolder();
  writeFiles(folder, generateAll(refusalSources(), variants[0].options));
  writeFileSync(join(folder, `${preludeName}.ts`), prelude);
  const expected = refusals.map(({ good, bad }, index) => {
    writeFileSync(join(folder, `good${index}.ts`), program(good));
    writeFileSync(join(folder, `bad${index}.ts`), program(bad));
    return `bad${index}.ts:${markedLine(program(bad))}`;
  });
  const complaints = await compile(compiler, folder, "esm");
  const found = complaints.map(({ path, line }) => `${path}:${line}`);
  const refused = refusals.filter((_, index) => found.includes(expected[index] ?? ""));
  assert.deepEqual(
    refused.map(({ what }) => what),
    refusals.map(({ what }) => what),
  );
  const others = complaints.filter((_, index) => !expected.includes(found[index] ?? ""));
  assert.deepEqual(others, []);
  assert.equal(found.length, expected.length, "each mistake is told once");
}

/** The objects that the programs use. */
function refusalSources(): readonly BindingSource[] {
  const registry = testRegistry();
  const published = [registry.object(0, "1.2"), registry.object(3303, "1.1")].flatMap((definition) => definition ?? []);
  return [...published.map((definition) => ({ definition, from: `${definition.id}.xml` })), ...coldRoomSources()];
}

function program(statements: string): string {
  return `import * as ${preludeName} from "./${preludeName}.js";\n${statements}\n`;
}

function markedLine(text: string): number {
  const index = text.split("\n").findIndex((line) => line.includes("// refused"));
  assert.ok(index >= 0, "a line is marked");
  return index + 1;
}
