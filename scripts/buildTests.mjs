// Bundles every unit test into out/unit, packages left out.
import { build } from "esbuild";
import { globSync } from "tinyglobby";

/** @returns {Promise<string[]>} the bundled test files */
export async function buildUnitTests() {
  const entryPoints = globSync(["**/*.test.ts"], { ignore: ["**/node_modules/**", "test/vscode/**", "out/**"] });
  await build({
    entryPoints,
    outdir: "out/unit",
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
  return entryPoints.map((path) => `out/unit/${path.replace(/\.ts$/u, ".mjs")}`);
}
