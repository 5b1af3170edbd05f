// Tests against programs that others wrote; they must be installed: npm run test:interop [-- PART...]
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildAll } from "./build.mjs";
import { buildInteropTests } from "./buildTests.mjs";
import { nodeDtlsClient } from "./host/components.mjs";
import { install } from "./host/install.mjs";

const cache = join(import.meta.dirname, "..", ".vscode-test");
const dtlsClient = await install({ cache, env: process.env, report: console.log }, nodeDtlsClient);
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
const env = { ...process.env, LWM2M_NODE_DTLS_CLIENT: join(dtlsClient, "node_modules", "node-dtls-client") };
const { status } = spawnSync(process.execPath, [...options, ...files], { stdio: "inherit", env });
process.exit(status ?? 1);
