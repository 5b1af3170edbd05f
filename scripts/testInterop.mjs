// Tests against programs that others wrote; they must be installed: npm run test:interop [-- [--matrix FILE] PART...]
// Ends with a table of what was proved with which peer; --matrix writes it as Markdown too.
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "./build.mjs";
import { buildInteropTests } from "./buildTests.mjs";
import { nodeDtlsClient } from "./host/components.mjs";
import { install } from "./host/install.mjs";
import { markdownMatrix, matrixRows, printMatrix } from "./interopMatrix.mjs";

const { values, positionals: parts } = parseArgs({ allowPositionals: true, options: { matrix: { type: "string" } } });
const cache = join(import.meta.dirname, "..", ".vscode-test");
const dtlsClient = await install({ cache, env: process.env, report: console.log }, nodeDtlsClient);
await buildAll();
const files = (await buildInteropTests()).filter(
  (file) => parts.length === 0 || parts.some((part) => file.includes(part)),
);
if (files.length === 0) {
  console.error("No interoperability test matches.");
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), "lwm2m-interop-"));
const proofs = join(folder, "proofs.jsonl");
await writeFile(proofs, "");
// One file after the other: peers are slow to start, and the machine may be small.
const options = ["--enable-source-maps", "--test", "--test-concurrency=1"];
const env = {
  ...process.env,
  LWM2M_INTEROP_PROOFS: proofs,
  LWM2M_NODE_DTLS_CLIENT: join(dtlsClient, "node_modules", "node-dtls-client"),
};
const { status } = spawnSync(process.execPath, [...options, ...files], { stdio: "inherit", env });
const lines = (await readFile(proofs, "utf8")).split("\n").filter((line) => line !== "");
await rm(folder, { recursive: true, force: true });
const rows = matrixRows(lines.map(readProof));
console.log(`\n${printMatrix(rows)}`);
if (values.matrix !== undefined) await writeFile(values.matrix, markdownMatrix(rows));
process.exitCode = status ?? 1;

/**
 * @param {string} line
 * @returns {import("./interopMatrix.mjs").Proof}
 */
function readProof(line) {
  /** @type {unknown} */
  const json = JSON.parse(line);
  return /** @type {import("./interopMatrix.mjs").Proof} */ (json);
}
