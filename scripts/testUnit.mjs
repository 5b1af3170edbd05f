// Runs the unit tests; an argument keeps only the files whose path contains it.
import { spawnSync } from "node:child_process";
import { buildUnitTests } from "./buildTests.mjs";

const wanted = process.argv.slice(2);
const files = (await buildUnitTests()).filter((file) => wanted.every((part) => file.includes(part)));
if (files.length === 0) {
  console.error("No unit test matches.");
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" });
process.exit(status ?? 1);
