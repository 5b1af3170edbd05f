// Builds the product and the bench, and runs the bench: a report, no test.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { buildAll } from "./build.mjs";

await buildAll();
await build({
  entryPoints: { main: "test/bench/main.ts" },
  outdir: "out/bench",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
});
await build({
  entryPoints: ["test/bench/heapProbe.ts"],
  outfile: "out/bench/heapProbe.cjs",
  format: "cjs",
  platform: "node",
});
process.exitCode = spawnSync(process.execPath, ["out/bench/main.mjs"], { stdio: "inherit" }).status ?? 1;
