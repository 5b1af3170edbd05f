import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { systemErrorCode } from "../../base/systemError.js";

/** What writing generated files asks of the file system; the errors are those of the system. */
export interface Disk {
  /** The names in a folder, and which of them are folders. */
  readonly list: (folder: string) => readonly { readonly name: string; readonly isFolder: boolean }[];
  /** True for a symbolic link that leads nowhere as well. */
  readonly exists: (path: string) => boolean;
  /** What is there; symbolic links are followed. */
  readonly look: (path: string) => { readonly kind: "file" | "folder" | "other"; readonly size: number };
  /** Where the symbolic links of a path lead. */
  readonly target: (path: string) => string;
  readonly mode: (path: string) => number;
  readonly read: (path: string) => Uint8Array;
  /** Makes one folder in another one that exists. */
  readonly makeFolder: (path: string) => void;
  /** Writes a file that does not exist yet. */
  readonly writeNew: (path: string, content: string | Uint8Array, mode: number | undefined) => void;
  /** Puts a file in the place of another one, at once. */
  readonly move: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  /** Removes a folder that is empty. */
  readonly removeFolder: (path: string) => void;
  /** Whether a process with this number runs, which may be writing. */
  readonly isRunning: (process: number) => boolean;
}

/** The file system of this machine. */
export const nodeDisk: Disk = {
  list: (folder) =>
    readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })),
  exists: (path) => {
    try {
      lstatSync(path);
      return true;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === "ENOENT" || code === "ENOTDIR") return false;
      throw error;
    }
  },
  look: (path) => {
    const found = statSync(path);
    return { kind: found.isFile() ? "file" : found.isDirectory() ? "folder" : "other", size: found.size };
  },
  target: (path) => realpathSync(path),
  mode: (path) => statSync(path).mode,
  read: (path) => readFileSync(path),
  makeFolder: (path) => {
    mkdirSync(path);
  },
  writeNew: (path, content, mode) => {
    const file = openSync(path, "wx");
    try {
      const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    } finally {
      closeSync(file);
    }
    if (mode !== undefined) chmodSync(path, mode);
  },
  move: (from, to) => {
    renameSync(from, to);
  },
  remove: (path) => {
    rmSync(path, { force: true });
  },
  removeFolder: (path) => {
    rmdirSync(path);
  },
  isRunning: (number) => {
    try {
      // Signal 0 only asks.
      return process.kill(number, 0);
    } catch (error) {
      return systemErrorCode(error) !== "ESRCH";
    }
  },
};
