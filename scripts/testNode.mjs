// Runs the unit tests of everything that works without VS Code under another Node, which npm brings:
// npm run test:node [-- VERSION [PART...]], where VERSION is such as `24.1.0`, `24` or `latest`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildUnitTests } from "./buildTests.mjs";
import { newestNode, nodePackage, nodeRuntime } from "./host/components.mjs";
import { describeError } from "./host/hostError.mjs";
import { install } from "./host/install.mjs";
import { npmVersion } from "./host/npm.mjs";

const root = join(import.meta.dirname, "..");

/** The extension runs on the Node that VS Code brings; these run on the user's. */
const folders = ["lwm2m", "engine", "cli"].map((folder) => `out/unit/${folder}/`);

async function main() {
  const [wanted = newestNode, ...parts] = process.argv.slice(2);
  const version = /^\d+\.\d+\.\d+$/u.test(wanted) ? wanted : await npmVersion(nodePackage, wanted);
  const context = { cache: join(root, ".vscode-test"), env: process.env, report: console.log };
  const folder = join(await install(context, nodeRuntime(version)), "node_modules", nodePackage, "bin");
  const node = join(folder, process.platform === "win32" ? "node.exe" : "node");
  const tests = (await buildUnitTests()).filter(
    (test) =>
      folders.some((start) => test.startsWith(start)) &&
      (parts.length === 0 || parts.some((part) => test.includes(part))),
  );
  if (tests.length === 0) throw new Error(`No unit test has ${parts.join(" or ")} in its path.`);
  console.log(`Node ${version}`);
  const { status } = spawnSync(node, ["--test", "--enable-source-maps", ...tests], { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
}

try {
  await main();
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
