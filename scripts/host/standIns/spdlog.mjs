// Stands in for @vscode/spdlog, which is native code: the same calls, writing to the file with Node.
// Without it every log of VS Code and every output channel of an extension stays empty in the npm host.
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

const names = ["trace", "debug", "info", "warning", "error", "critical"];
const off = names.length;

/** One log file. */
export class Logger {
  /** @type {string} */
  #file;
  #level = 2;
  #isPlain = false;

  /**
   * @param {string} _type
   * @param {string} _name
   * @param {string} file
   */
  constructor(_type, _name, file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, "");
  }

  /**
   * @param {number} level
   * @param {string} message
   */
  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    // A log must never take down what it reports on: the folder may be gone when the host is being stopped.
    try {
      appendFileSync(this.#file, this.#isPlain ? message : `${time} [${names[level] ?? "info"}] ${message}\n`);
    } catch {
      return;
    }
  }

  /** @param {string} message */
  trace(message) {
    this.#write(0, message);
  }
  /** @param {string} message */
  debug(message) {
    this.#write(1, message);
  }
  /** @param {string} message */
  info(message) {
    this.#write(2, message);
  }
  /** @param {string} message */
  warn(message) {
    this.#write(3, message);
  }
  /** @param {string} message */
  error(message) {
    this.#write(4, message);
  }
  /** @param {string} message */
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  /** @param {number} level */
  setLevel(level) {
    this.#level = level;
  }
  setPattern = nothing;
  clearFormatters() {
    this.#isPlain = true;
  }
  flush = nothing;
  drop() {
    this.#level = off;
  }
}

/**
 * @param {string} name
 * @param {string} file
 */
export function createRotatingLogger(name, file) {
  return Promise.resolve(new Logger("rotating", name, file));
}

export const createAsyncRotatingLogger = createRotatingLogger;
export const version = 0;
export const setLevel = nothing;
export const setFlushOn = nothing;

/** A setting of the native logger that a plain file has no use for. */
function nothing() {
  return undefined;
}
