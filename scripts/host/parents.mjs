// Notices that npm, which started us, is gone: it does not pass every end on, and a server nobody knows of must not stay.
import { readFileSync } from "node:fs";

/**
 * Calls back once when npm or the shell between it and us has ended. Does nothing when npm did not start us, so that
 * a host started by hand may outlive its terminal.
 * @param {() => void} onGone
 * @returns {() => void} ends the watch
 */
export function watchParents(onGone) {
  if (process.env.npm_lifecycle_event === undefined || process.platform !== "linux") return () => undefined;
  const before = parents();
  const timer = setInterval(() => {
    if (parents() === before) return;
    clearInterval(timer);
    onGone();
  }, 1000);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/** @returns {string} the ids of our parent and of its parent, which change when one of them ends */
function parents() {
  return `${process.ppid} ${parentOf(process.ppid)}`;
}

/** @param {number} pid */
function parentOf(pid) {
  try {
    // The program's name, in parentheses, may hold anything; the parent's id is the second field after it.
    return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, "").trim().split(" ")[1] ?? "";
  } catch {
    return "gone";
  }
}
