// Builds what is shipped: node scripts/build.mjs
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, stop, transform } from "esbuild";
import { bundleOptions } from "./esbuildOptions.mjs";
import { writeNotices } from "./notices.mjs";
import { writeRegistry } from "./registryWithDescriptions.mjs";
import { writeRuntimeTexts } from "./runtimeTexts.mjs";

const root = join(import.meta.dirname, "..");

/** What every bundle of `dist/` is made with. CJS, because every extension host loads it. */
const shippedOptions = {
  ...bundleOptions,
  minify: true,
  external: ["vscode"],
  // A module that makes itself a require() asks where it is, which a CJS bundle knows by another name.
  define: { "import.meta.url": "__filename" },
  metafile: /** @type {const} */ (true),
};

/**
 * Bundles the extension, the language server, the engine and the command line into `dist/`, with the registry and the
 * runtime that they read.
 * @param {(line: string) => void} [report]
 */
export async function buildAll(report = () => undefined) {
  await rm(join(root, "dist"), { recursive: true, force: true });
  /** @type {Set<string>} */
  const inputs = new Set();
  for (const { metafile } of [await bundleExtension(), await bundlePrograms()]) {
    for (const input of Object.keys(metafile.inputs)) inputs.add(input);
  }
  await writeRegistry(report);
  await writeRuntimeTexts(report);
  await writeNotices(inputs);
  // Its process would otherwise stay as long as ours, which may serve for hours.
  await stop();
}

/** The extension is one file, the fastest to load while VS Code starts. */
function bundleExtension() {
  const entryPoints = [join(root, "client/extension.ts")];
  return build({ ...shippedOptions, entryPoints, outfile: join(root, "dist/client.cjs"), format: "cjs" });
}

/**
 * The programs share the domain library, which is shipped once, in `shared-*.cjs` beside them. Only ESM can be split, so
 * they are split as ESM and made CJS file by file.
 */
async function bundlePrograms() {
  const { outputFiles, metafile } = await build({
    ...shippedOptions,
    entryPoints: {
      server: join(root, "server/main.ts"),
      engine: join(root, "engine/main.ts"),
      cli: join(root, "cli/main.ts"),
    },
    outdir: join(root, "dist"),
    format: "esm",
    splitting: true,
    chunkNames: "shared-[hash]",
    outExtension: { ".js": ".cjs" },
    write: false,
  });
  const { platform, target } = bundleOptions;
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, { format: "cjs", minify: true, platform, target });
    await writeFile(path, code);
  }
  return { metafile };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildAll(console.log);
