import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { markedProcesses } from "./markedProcesses.mjs";

const watchdog = 60_000;

// A harness with a child that has left its process group, as the shells of terminals do.
const harness = `
import { spawn } from "node:child_process";
import { startSession } from ${JSON.stringify(join(import.meta.dirname, "session.mjs"))};
const session = await startSession();
const env = session.env();
const child = spawn(process.execPath, ["--eval", "console.log(1); setInterval(() => {}, 1000)"], { detached: true, env, stdio: ["ignore", "pipe", "ignore"] });
child.stdout.once("data", () => console.log(JSON.stringify({ mark: env.LWM2M_HOST_SESSION, folder: session.folder })));
if (process.argv.includes("--end")) child.stdout.once("data", () => session.end().then(() => process.exit()));
`;

/** @param {string[]} args */
async function startHarness(...args) {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", harness, ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const printed = await once(child.stdout, "data");
  /** @type {unknown} */
  const facts = JSON.parse(printed.map(String).join(""));
  const { mark, folder } = /** @type {{ mark: string, folder: string }} */ (facts);
  return { child, mark, folder };
}

/** @param {{ mark: string, folder: string }} session */
async function nothingIsLeft({ mark, folder }) {
  while (markedProcesses(mark).length > 0 || existsSync(folder)) await sleep(50);
}

const options = { skip: process.platform === "linux" ? false : "The npm host runs on Linux only.", timeout: watchdog };

for (const signal of /** @type {const} */ (["SIGKILL", "SIGINT", "SIGTERM"])) {
  test(`a harness ended by ${signal} leaves no process and no folder`, options, async () => {
    const session = await startHarness();
    assert.equal(markedProcesses(session.mark).length, 1);
    session.child.kill(signal);
    await nothingIsLeft(session);
  });
}

test("an orderly end leaves no process and no folder", options, async () => {
  const session = await startHarness("--", "--end");
  await once(session.child, "close");
  assert.deepEqual(markedProcesses(session.mark), []);
  assert.equal(existsSync(session.folder), false);
});
