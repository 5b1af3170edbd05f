// Writes every file that is generated from the sources; with --check it only tells which ones are stale.
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { importSources } from "./importSources.mjs";

const root = join(import.meta.dirname, "..");

/** Modules that export `generatedFiles(): { path, text }[]`; the paths start at the repository. */
const generators = [
  "lwm2m/definition/configSchema.ts",
  "lwm2m/definition/rules/pages.ts",
  "client/manifest/ruleSettings.ts",
  "test/bindings/support/exampleBindings.ts",
  "test/docs/protocolsPage.ts",
];

/** @returns {Promise<{ path: string, text: string }[]>} */
async function generate() {
  const lines = generators.map((path, index) => `import { generatedFiles as g${index} } from "./${path}";`);
  const calls = generators.map((_, index) => `...g${index}()`).join(", ");
  const module = await importSources("files", [...lines, `export const files = [${calls}];`]);
  const { files } = /** @type {{ files: { path: string, text: string }[] }} */ (module);
  return Promise.all(
    files.map(async ({ path, text }) => ({
      path,
      text: /\.(json|md)$/u.test(path) ? await format(text, { filepath: path, printWidth: 120 }) : text,
    })),
  );
}

/** @param {string} path */
function current(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

const stale = (await generate()).filter(({ path, text }) => current(path) !== text);
if (process.argv.includes("--check")) {
  for (const { path } of stale) console.error(`${path} is stale. Run "npm run generate".`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const { path, text } of stale) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    console.log(`Wrote ${path}.`);
  }
}
