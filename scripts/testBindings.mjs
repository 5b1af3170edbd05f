// Tests that generated TypeScript compiles, and does what it says, for the whole registry: npm run test:bindings [-- PART...]
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildBindingsTests } from "./buildTests.mjs";
import { compilers } from "./host/components.mjs";
import { install } from "./host/install.mjs";

const cache = join(import.meta.dirname, "..", ".vscode-test");
/** @type {string[]} */
const programs = [];
for (const compiler of compilers) {
  const folder = await install({ cache, env: process.env, report: console.log }, compiler);
  programs.push(join(folder, "node_modules", "typescript"));
}
const parts = process.argv.slice(2);
const files = (await buildBindingsTests()).filter(
  (file) => parts.length === 0 || parts.some((part) => file.includes(part)),
);
if (files.length === 0) {
  console.error("No test of bindings matches.");
  process.exit(1);
}
// One file after the other: a compiler takes the memory and the processors that a small machine has.
const options = ["--enable-source-maps", "--test", "--test-concurrency=1"];
const env = { ...process.env, LWM2M_COMPILERS: JSON.stringify(programs) };
const { status } = spawnSync(process.execPath, [...options, ...files], { stdio: "inherit", env });
process.exit(status ?? 1);
