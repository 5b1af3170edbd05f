// Bundles tests into out/, packages left out.
import { build } from "esbuild";
import { globSync } from "tinyglobby";

/** @returns {Promise<string[]>} the bundled unit tests */
export function buildUnitTests() {
  return bundle(globSync(["**/*.test.ts"], { ignore: ["**/node_modules/**", "test/vscode/**", "out/**"] }), "out/unit");
}

/** @returns {Promise<string[]>} the bundled tests that read the published registry */
export function buildCorpusTests() {
  return bundle(globSync(["test/corpus/*.corpus.ts"]), "out/corpus");
}

/**
 * @param {string[]} entryPoints
 * @param {string} outdir
 */
async function bundle(entryPoints, outdir) {
  await build({
    entryPoints,
    outdir,
    outbase: ".",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  return entryPoints.map((path) => `${outdir}/${path.replace(/\.ts$/u, ".mjs")}`);
}
