import {
  chmodSync,
  closeSync,
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

/** What writing generated files asks of the file system; the errors are those of the system. */
export interface Disk {
  /** The names in a folder, and which of them are folders. */
  readonly list: (folder: string) => readonly { readonly name: string; readonly isFolder: boolean }[];
  /** Follows symbolic links. */
  readonly kind: (path: string) => "file" | "folder" | "other";
  /** Where the symbolic links of a path lead. */
  readonly target: (path: string) => string;
  readonly mode: (path: string) => number;
  readonly read: (path: string) => Uint8Array;
  readonly makeFolder: (path: string) => void;
  /** Writes a file that does not exist yet. */
  readonly writeNew: (path: string, text: string, mode: number | undefined) => void;
  /** Puts a file in the place of another one, at once. */
  readonly move: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  /** Removes a folder that is empty. */
  readonly removeFolder: (path: string) => void;
}

/** The file system of this machine. */
export const nodeDisk: Disk = {
  list: (folder) =>
    readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })),
  kind: (path) => {
    const found = statSync(path);
    return found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
  },
  target: (path) => realpathSync(path),
  mode: (path) => statSync(path).mode,
  read: (path) => readFileSync(path),
  makeFolder: (path) => {
    mkdirSync(path, { recursive: true });
  },
  writeNew: (path, text, mode) => {
    const file = openSync(path, "wx");
    try {
      const bytes = Buffer.from(text, "utf8");
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
};
