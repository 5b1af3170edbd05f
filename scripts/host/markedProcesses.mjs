// Finds and ends the processes of one session by a mark in their environment (Linux only, like the npm host).
import { readFileSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * The variable that marks every process of a session. Children inherit it, also those that leave the process group,
 * such as the shells of terminals and the background processes of an extension.
 */
export const markVariable = "LWM2M_HOST_SESSION";

/**
 * @param {string} mark
 * @returns {number[]} the ids of the running processes that carry the mark
 */
export function markedProcesses(mark) {
  const wanted = `${markVariable}=${mark}`;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && environment(name).includes(wanted))
    .map(Number);
}

/** @param {string} pid */
function environment(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    // The process has ended meanwhile, or belongs to somebody else.
    return [];
  }
}

/**
 * Asks the processes of a session to end, and after a while makes them.
 * @param {string} mark
 * @param {{ patience: number }} options how long to wait before force is used, in milliseconds
 * @returns {Promise<void>} when none is left
 */
export async function endMarkedProcesses(mark, { patience }) {
  const start = Date.now();
  for (let pids = markedProcesses(mark); pids.length > 0; pids = markedProcesses(mark)) {
    const signal = Date.now() - start < patience ? "SIGTERM" : "SIGKILL";
    for (const pid of pids) send(pid, signal);
    await sleep(100);
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, which is what we want.
    return;
  }
}
