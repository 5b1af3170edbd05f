// Fuzzes all that takes input from strangers, from a new seed: npm run fuzz [-- --seconds N --inputs N --seed N --only TARGET]
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "./esbuildOptions.mjs";

const root = join(import.meta.dirname, "..");
const outfile = join(root, "out/fuzz/main.mjs");
await build({
  ...bundleOptions,
  entryPoints: [join(root, "test/fuzz/main.ts")],
  outfile,
  format: "esm",
  packages: "external",
  sourcemap: true,
});
const { status } = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--expose-gc", outfile, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
