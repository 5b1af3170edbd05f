// Writes dist/runtime.json.br: the TypeScript that generated code stands on.
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { importSources } from "./importSources.mjs";

const root = join(import.meta.dirname, "..");

/**
 * Writes the runtime that the programs in `dist/` write beside what they generate.
 * @param {(line: string) => void} [report]
 */
export async function writeRuntimeTexts(report = () => undefined) {
  const module = await importSources("runtimeTexts", [
    `export { collectRuntimeTexts } from "./lwm2m/codegen/collectRuntimeTexts.ts";`,
    `export { packRuntimeTexts, packedRuntimeName } from "./lwm2m/codegen/runtimeTexts.ts";`,
  ]);
  const { collectRuntimeTexts, packRuntimeTexts, packedRuntimeName } = /** @type {RuntimeModule} */ (module);
  const texts = collectRuntimeTexts((path) => readFileSync(join(root, path), "utf8"));
  const packed = packRuntimeTexts(texts);
  await mkdir(join(root, "dist"), { recursive: true });
  await writeFile(join(root, "dist", packedRuntimeName), packed);
  const lines = [...texts.values()].reduce((sum, text) => sum + text.split("\n").length - 1, 0);
  report(`Wrote dist/${packedRuntimeName}: ${texts.size} files, ${lines} lines, ${packed.length} bytes.`);
}

/**
 * @typedef {object} RuntimeModule
 * @property {typeof import("../lwm2m/codegen/collectRuntimeTexts.ts").collectRuntimeTexts} collectRuntimeTexts
 * @property {typeof import("../lwm2m/codegen/runtimeTexts.ts").packRuntimeTexts} packRuntimeTexts
 * @property {typeof import("../lwm2m/codegen/runtimeTexts.ts").packedRuntimeName} packedRuntimeName
 */

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await writeRuntimeTexts(console.log);
