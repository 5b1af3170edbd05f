// Runs the tests that read the published registry, from the folder in LWM2M_REGISTRY. An argument keeps only the files
// whose path contains it; --update records the verdicts instead of comparing them.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildCorpusTests } from "./buildTests.mjs";

const folder = process.env["LWM2M_REGISTRY"] ?? "";
if (!existsSync(join(folder, "Common.xml"))) {
  console.error("Set LWM2M_REGISTRY to a folder with a checkout of OMA's registry of LwM2M objects.");
  process.exit(2);
}
const parts = process.argv.slice(2).filter((argument) => argument !== "--update");
const files = (await buildCorpusTests()).filter((file) => parts.every((part) => file.includes(part)));
if (files.length === 0) {
  console.error("No corpus test matches.");
  process.exit(1);
}
const env = { ...process.env, ...(process.argv.includes("--update") ? { LWM2M_UPDATE: "1" } : {}) };
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit", env });
process.exit(status ?? 1);
