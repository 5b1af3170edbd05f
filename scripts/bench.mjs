// Builds the product and the bench, and runs the bench: a report, no test.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { buildAll } from "./build.mjs";

await buildAll();
await build({
  entryPoints: {
    main: "test/bench/main.ts",
    coapPeer: "test/bench/coapPeer.ts",
    dtlsPeer: "test/bench/dtlsPeer.ts",
    importProbe: "test/bench/importProbe.ts",
  },
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
/** @param {string[]} args */
function run(args) {
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) process.exitCode = status ?? 1;
}

run(["out/bench/main.mjs"]);
console.log("extension in VS Code");
run(["scripts/testVscode.mjs", "loads the extension"]);
