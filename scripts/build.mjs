// Builds what is shipped: node scripts/build.mjs
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, stop } from "esbuild";
import { bundleOptions } from "./esbuildOptions.mjs";
import { writeNotices } from "./notices.mjs";
import { writeRegistry } from "./registryWithDescriptions.mjs";

const root = join(import.meta.dirname, "..");

/**
 * The programs that are shipped. CJS, because every extension host loads it.
 * @type {readonly { from: string, to: string }[]}
 */
const bundles = [
  { from: "client/extension.ts", to: "dist/client.cjs" },
  { from: "server/main.ts", to: "dist/server.cjs" },
  { from: "engine/main.ts", to: "dist/engine.cjs" },
  { from: "cli/main.ts", to: "dist/cli.cjs" },
];

/**
 * Bundles the extension, the language server, the engine and the command line into `dist/`, with the registry they read.
 * @param {(line: string) => void} [report]
 */
export async function buildAll(report = () => undefined) {
  await rm(join(root, "dist"), { recursive: true, force: true });
  /** @type {Set<string>} */
  const inputs = new Set();
  for (const { from, to } of bundles) {
    const { metafile } = await build({
      ...bundleOptions,
      entryPoints: [join(root, from)],
      outfile: join(root, to),
      format: "cjs",
      minify: true,
      external: ["vscode"],
      // A module that makes itself a require() asks where it is, which a CJS bundle knows by another name.
      define: { "import.meta.url": "__filename" },
      metafile: true,
    });
    for (const input of Object.keys(metafile.inputs)) inputs.add(input);
  }
  await writeRegistry(report);
  await writeNotices(inputs);
  // Its process would otherwise stay as long as ours, which may serve for hours.
  await stop();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildAll(console.log);
