// Writes dist/registry.json.br: the facts table together with the descriptions of an npm package.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { importSources } from "./importSources.mjs";

const root = join(import.meta.dirname, "..");

/** Carries the registry's texts in its JSON schema. Its license goes into the notices, see notices.mjs. */
export const descriptionPackage = "@nordicsemiconductor/lwm2m-types";

/**
 * Writes the registry that the programs in `dist/` read at run time.
 * @param {(line: string) => void} [report]
 * @returns {Promise<string>} its path
 */
export async function writeRegistry(report = () => undefined) {
  const module = await importSources("registry", [
    `export { readTable } from "./lwm2m/definition/registry/readTable.ts";`,
    `export { printTable } from "./lwm2m/definition/registry/printTable.ts";`,
    `export { packTable, packedTableName } from "./lwm2m/definition/registry/packedTable.ts";`,
    `export { withDescriptions, descriptionCoverage } from "./lwm2m/definition/registry/descriptions.ts";`,
  ]);
  const registry = /** @type {RegistryModule} */ (module);
  const facts = registry.readTable(await readJson("lwm2m/definition/registry/facts.json"));
  const table = registry.withDescriptions(
    facts,
    await readJson(`node_modules/${descriptionPackage}/LwM2MDocument.schema.json`),
  );
  const path = join(root, "dist", registry.packedTableName);
  await mkdir(join(root, "dist"), { recursive: true });
  await writeFile(path, registry.packTable(registry.printTable(table)));
  const { objects, reusableResources, resources } = registry.descriptionCoverage(table);
  report(
    `Wrote dist/${registry.packedTableName} with descriptions of ${share(objects)} objects, ` +
      `${share(reusableResources)} reusable resources and ${share(resources)} resources.`,
  );
  return path;
}

/**
 * @typedef {object} RegistryModule
 * @property {typeof import("../lwm2m/definition/registry/readTable.ts").readTable} readTable
 * @property {typeof import("../lwm2m/definition/registry/printTable.ts").printTable} printTable
 * @property {typeof import("../lwm2m/definition/registry/packedTable.ts").packTable} packTable
 * @property {typeof import("../lwm2m/definition/registry/packedTable.ts").packedTableName} packedTableName
 * @property {typeof import("../lwm2m/definition/registry/descriptions.ts").withDescriptions} withDescriptions
 * @property {typeof import("../lwm2m/definition/registry/descriptions.ts").descriptionCoverage} descriptionCoverage
 */

/**
 * @param {string} path from the repository
 * @returns {Promise<unknown>}
 */
async function readJson(path) {
  /** @type {unknown} */
  const value = JSON.parse(await readFile(join(root, path), "utf8"));
  return value;
}

/** @param {{ described: number, all: number }} coverage */
function share({ described, all }) {
  return `${described} of ${all}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await writeRegistry(console.log);
