// Runs unit tests in bun, whose cryptography is BoringSSL as VS Code's is: npm run test:bun [-- PART...]
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildBoringSslTests } from "./buildTests.mjs";
import { describeError } from "./host/hostError.mjs";
import { installBun } from "./host/installBun.mjs";

const root = join(import.meta.dirname, "..");

/** Without CCM in OpenSSL's way; a runtime that has it would prove nothing. Prints what it is. */
const runtimeCheck = `
const { createCipheriv } = require("node:crypto");
let hasCcm = true;
try { createCipheriv("aes-128-ccm", new Uint8Array(16), new Uint8Array(12), { authTagLength: 8 }); } catch { hasCcm = false; }
if (hasCcm || process.versions.boringssl === undefined) { console.error("This runtime is not BoringSSL's."); process.exit(1); }
console.log("bun " + process.versions.bun + " with BoringSSL " + process.versions.boringssl);
`;

/**
 * Runs bun and shows what it prints.
 * @param {string} bun
 * @param {readonly string[]} args
 * @returns {Promise<{ status: number | null, output: string }>}
 */
async function run(bun, args) {
  const child = spawn(bun, args, { cwd: root, env: { ...process.env, DO_NOT_TRACK: "1", NO_COLOR: "1" } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (/** @type {string} */ text) => {
      output += text;
      process.stdout.write(text);
    });
  }
  /** @type {number | null} */
  const status = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { status, output };
}

/**
 * A number of bun's closing lines, such as ` 12 pass`; 0 if there is no such line.
 * @param {string} output
 * @param {string} what
 */
function total(output, what) {
  return Number(new RegExp(`^ *(\\d+) ${what}$`, "mu").exec(output)?.[1] ?? 0);
}

async function main() {
  const parts = process.argv.slice(2);
  const bundles = await buildBoringSslTests();
  const tests = bundles.filter((test) => parts.length === 0 || parts.some((part) => test.includes(part)));
  if (tests.length === 0) throw new Error(`No test that runs with BoringSSL has ${parts.join(" or ")} in its path.`);
  const bun = await installBun({ cache: join(root, ".vscode-test"), env: process.env, report: console.log });
  const check = await run(bun, ["--eval", runtimeCheck]);
  // Five seconds, bun's patience with a test, are little on a busy machine.
  const paths = tests.map((test) => `./${test}`);
  const { status, output } = await run(bun, ["test", "--no-install", "--timeout", "120000", ...paths]);
  const [passed, reported, skipped] = [total(output, "pass"), total(output, "fail"), total(output, "(?:skip|todo)")];
  const ran = /^Ran \d+ tests? across (\d+) files?\./mu.exec(output)?.[1];
  const isWhole = check.status === 0 && status === 0 && ran === String(tests.length) && passed > 0;
  if (!isWhole && reported === 0) {
    console.error(
      `bun ran ${ran ?? "no"} of ${tests.length} files and ended with ${status}; that counts as a failure.`,
    );
  }
  const failed = isWhole ? reported : Math.max(1, reported);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(describeError(error));
  console.log("0 passed, 1 failed, 0 skipped");
  process.exitCode = 1;
}
