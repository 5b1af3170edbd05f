// Bundles the tests into `out/`: unit and corpus tests for Node, the extension tests for VS Code's extension host.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { glob } from "tinyglobby";
import { bundleOptions } from "./esbuildOptions.mjs";

const root = join(import.meta.dirname, "..");
const notOurs = ["node_modules/**", "dist/**", "out/**", ".vscode-test/**", "test/vscode/**", "test/fixtures/**"];

/** The module that VS Code loads to run the extension tests. */
export const extensionTests = join(root, "out/test/vscode/index.cjs");

/**
 * Bundles every unit test, the `*.test.ts` beside the sources. The scripts' own tests, `*.test.mjs`, run as they are.
 * @returns {Promise<string[]>} the tests to run, relative to the repository, in order
 */
export async function buildUnitTests() {
  const scriptTests = (await glob("scripts/**/*.test.mjs", { cwd: root })).sort();
  return [...(await bundleForNode("**/*.test.ts", "out/unit")), ...scriptTests];
}

/** @returns {Promise<string[]>} the bundled tests that read the published registry, relative to the repository */
export function buildCorpusTests() {
  return bundleForNode("test/corpus/*.corpus.ts", "out/corpus");
}

/** @returns {Promise<string[]>} the bundled tests against foreign programs, relative to the repository */
export function buildInteropTests() {
  return bundleForNode("test/interop/*.interop.ts", "out/interop-tests");
}

/** @returns {Promise<string[]>} the bundled tests of TypeScript made from the whole registry, relative to the repository */
export function buildBindingsTests() {
  return bundleForNode("test/bindings/*.bindings.ts", "out/bindings-tests");
}

/**
 * What must work with BoringSSL as with OpenSSL: all of DTLS, CoAP over it, the codecs, and a device from end to end.
 * `ciphers.test.ts` puts itself between us and Node's `node:crypto`, which bun does not let it; there it has no use.
 */
const boringSslTests = [
  "lwm2m/dtls/**/*.test.ts",
  "lwm2m/coap/transport/*.test.ts",
  "lwm2m/codec/**/*.test.ts",
  "test/boringssl/registration.test.ts",
];

/** @returns {Promise<string[]>} the bundled unit tests that run with BoringSSL too, relative to the repository */
export function buildBoringSslTests() {
  return bundleForNode(boringSslTests, "out/boringssl");
}

/** @returns {Promise<string[]>} the bundled tests of the VSIX, relative to the repository */
export function buildPackageTests() {
  return bundleForNode("test/package/*.package.ts", "out/package");
}

/**
 * Tests that read files find them from the working directory, which is the repository: the place of a bundle says
 * nothing.
 * @param {string | readonly string[]} patterns
 * @param {string} folder
 */
async function bundleForNode(patterns, folder) {
  const tests = (await glob(patterns, { cwd: root, ignore: notOurs })).sort();
  await rm(join(root, folder), { recursive: true, force: true });
  await build({
    ...bundleOptions,
    entryPoints: tests.map((test) => join(root, test)),
    outbase: root,
    outdir: join(root, folder),
    format: "esm",
    packages: "external",
    outExtension: { ".js": ".mjs" },
    // Shared modules are bundled once, not into every test.
    splitting: true,
    chunkNames: "chunks/[hash]",
    sourcemap: true,
  });
  return tests.map((test) => `${folder}/${test.replace(/\.ts$/u, ".mjs")}`);
}

/**
 * Bundles the tests in `test/vscode/` into one module that exports `run`.
 * @returns {Promise<string>} its path
 */
export async function buildExtensionTests() {
  const folder = join(root, "test/vscode");
  const tests = (await glob("**/*.test.ts", { cwd: folder })).sort();
  await build({
    ...bundleOptions,
    stdin: {
      contents: [...tests.map((test) => `import "./${test}";`), 'export { run } from "./index.ts";'].join("\n"),
      resolveDir: folder,
      sourcefile: "extensionTests.ts",
      loader: "ts",
    },
    outfile: extensionTests,
    format: "cjs",
    external: ["vscode"],
    sourcemap: true,
  });
  return extensionTests;
}
