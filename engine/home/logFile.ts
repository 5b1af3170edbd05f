import {
  closeSync,
  copyFileSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { LogLine } from "../../lwm2m/base/logger.js";

/** The engine's log may grow to so many bytes; then it becomes the old log, and a new one begins. */
const longestLog = 1024 * 1024;

/** So much of the end of a log is told when an engine did not start. */
const longestTail = 2000;

/** The path of an engine's log. */
export function logPath(folder: string): string {
  return join(folder, "engine.log");
}

/** A log that a new engine is to write to, as its standard error. */
export interface OpenLog {
  readonly descriptor: number;
  /** What the log says since it was opened; the end of it, if that is much. */
  readonly tail: () => string;
  readonly close: () => void;
}

/** Opens the log for a new engine. */
export function openLog(folder: string): OpenLog {
  const path = logPath(folder);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > longestLog / 2) renameSync(path, `${path}.old`);
  const descriptor = openSync(path, "a", 0o600);
  const start = fstatSync(descriptor).size;
  return {
    descriptor,
    tail: () => readTail(path, start),
    close: () => {
      closeSync(descriptor);
    },
  };
}

function readTail(path: string, start: number): string {
  try {
    const size = statSync(path).size;
    const from = Math.max(start, size - longestTail, 0);
    const bytes = Buffer.alloc(Math.max(0, size - from));
    const descriptor = openSync(path, "r");
    try {
      readSync(descriptor, bytes, 0, bytes.length, from);
    } finally {
      closeSync(descriptor);
    }
    return bytes.toString("utf8").trim();
  } catch {
    return "";
  }
}

/** Writes lines to the log that this process was started with, and begins it anew when it is long. */
export function createLogWriter(folder: string, descriptor = 2): (line: LogLine) => void {
  const isFile = fstatSync(descriptor).isFile();
  let length = isFile ? fstatSync(descriptor).size : 0;
  return (line) => {
    const bytes = Buffer.from(`${printLine(line)}\n`, "utf8");
    try {
      if (isFile && length + bytes.length > longestLog) {
        const path = logPath(folder);
        copyFileSync(path, `${path}.old`);
        ftruncateSync(descriptor, 0);
        length = 0;
      }
      writeSync(descriptor, bytes);
      length += bytes.length;
    } catch {
      // A disk that is full must not end the engine, nor must a system that does not let a log be cut while it is open.
    }
  };
}

/** A line as `2024-05-01T12:00:00.000Z warn coap: A sentence. peer=127.0.0.1:5683`. */
function printLine({ level, part, message, fields }: LogLine): string {
  const told = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}=${typeof value === "string" ? JSON.stringify(value) : value}`],
  );
  return `${new Date().toISOString()} ${level} ${part === "" ? "engine" : part}: ${message}${told.join("")}`;
}
