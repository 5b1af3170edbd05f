// Tests against programs that others wrote; they must be installed: npm run test:interop [-- PART...]
import { spawnSync } from "node:child_process";
import { buildAll } from "./build.mjs";
import { buildInteropTests } from "./buildTests.mjs";

await buildAll();
const parts = process.argv.slice(2);
const files = (await buildInteropTests()).filter(
  (file) => parts.length === 0 || parts.some((part) => file.includes(part)),
);
if (files.length === 0) {
  console.error("No interoperability test matches.");
  process.exit(1);
}
// One file after the other: peers are slow to start, and the machine may be small.
const options = ["--enable-source-maps", "--test", "--test-concurrency=1"];
const { status } = spawnSync(process.execPath, [...options, ...files], { stdio: "inherit" });
process.exit(status ?? 1);
