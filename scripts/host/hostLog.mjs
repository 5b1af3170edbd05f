// What the parts of the host say, kept for the case that something goes wrong.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * @typedef {object} HostLog
 * @property {(source: string, text: string) => void} add
 * @property {(count: number) => string} tail the last lines
 * @property {(file: string) => void} save
 */

/** @returns {HostLog} */
export function createHostLog() {
  /** @type {string[]} */
  const lines = [];
  return {
    add: (source, text) => {
      for (const line of text.trimEnd().split("\n")) lines.push(`[${source}] ${line}`);
    },
    tail: (count) => lines.slice(-count).join("\n"),
    save: (file) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${lines.join("\n")}\n`);
    },
  };
}
