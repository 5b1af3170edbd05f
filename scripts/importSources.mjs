// Lets a script use the product's TypeScript.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");

/**
 * Bundles some TypeScript of the repository and imports it.
 * @param {string} name of the bundle in `out/generate/`
 * @param {readonly string[]} lines imports and exports, with paths from the repository
 * @returns {Promise<unknown>} what the lines export
 */
export async function importSources(name, lines) {
  const outfile = join(root, "out/generate", `${name}.mjs`);
  await build({
    stdin: { contents: lines.join("\n"), resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  /** @type {unknown} */
  const module = await import(pathToFileURL(outfile).href);
  return module;
}
