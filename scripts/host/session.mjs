// The life of one host: its temporary folder, its processes, and their certain end.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { markVariable } from "./markedProcesses.mjs";
import { watchParents } from "./parents.mjs";

/**
 * @typedef {object} Session
 * @property {string} folder a temporary folder, removed at the end
 * @property {(extra?: NodeJS.ProcessEnv) => NodeJS.ProcessEnv} env the environment for every process of the session
 * @property {(end: () => Promise<void>) => void} beforeEnd adds a step of the orderly end; the last added runs first
 * @property {() => Promise<void>} end ends all processes and removes the folder; may be called twice
 */

/**
 * Starts a session. It ends orderly by `end()` and on Ctrl-C, and by its guard when this process is killed.
 * @returns {Promise<Session>}
 */
export async function startSession() {
  const folder = await mkdtemp(join(tmpdir(), "lwm2m-host-"));
  const mark = randomUUID();
  const guard = spawn(process.execPath, [join(import.meta.dirname, "guard.mjs"), mark, folder], {
    stdio: ["pipe", "ignore", "inherit"],
    // Its own process group, so that Ctrl-C in a terminal does not reach it.
    detached: true,
  });
  const guardClosed = new Promise((resolve) => guard.once("close", resolve));
  /** @type {(() => Promise<void>)[]} */
  const steps = [];
  /** @type {Promise<void> | undefined} */
  let ending;

  async function endOnce() {
    for (const step of steps.reverse()) {
      // Whatever a step cannot do, or not in time, the guard does.
      await Promise.race([step().catch(() => undefined), sleep(stepPatience, undefined, { ref: false })]);
    }
    guard.stdin.end();
    await guardClosed;
    unwatch();
    for (const signal of endingSignals) process.removeListener(signal, onSignal);
  }

  /** @param {NodeJS.Signals} signal */
  function onSignal(signal) {
    console.error("\nStopping …");
    void end().finally(() => process.exit(128 + constants.signals[signal]));
  }

  function end() {
    return (ending ??= endOnce());
  }

  for (const signal of endingSignals) process.on(signal, onSignal);
  const unwatch = watchParents(() => {
    onSignal("SIGHUP");
  });
  return {
    folder,
    env: (extra) => ({ ...process.env, ...extra, [markVariable]: mark }),
    beforeEnd: (step) => {
      steps.push(step);
    },
    end,
  };
}

/** How long a step of the orderly end may take, in milliseconds. */
const stepPatience = 5000;

/** @type {readonly NodeJS.Signals[]} */
const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"];
