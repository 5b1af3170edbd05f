import { readdir, readFile, stat } from "node:fs/promises";
import { sep } from "node:path";
import { glob as globFiles } from "tinyglobby";
import { maximumLength } from "../../lwm2m/definition/xml/parse.js";
import type { FileAccess, FolderEntry, ReadFile } from "./environment.js";

/** A longer file is no object definition, in bytes. */
const maximumBytes = maximumLength;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The files of this machine. */
export const nodeFiles: FileAccess = { read, list, glob };

async function read(path: string): Promise<ReadFile> {
  try {
    const { size } = await stat(path);
    if (size > maximumBytes) {
      return { kind: "unreadable", message: "The file is too large to be an object definition; it was not read." };
    }
    return decoded(await readFile(path));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
    if (code === "EACCES" || code === "EPERM") {
      return { kind: "unreadable", message: "The file may not be read; check its permissions." };
    }
    return { kind: "unreadable", message: `The file could not be read (${code}).` };
  }
}

function decoded(bytes: Uint8Array): ReadFile {
  try {
    return { kind: "text", text: decoder.decode(bytes) };
  } catch {
    return { kind: "unreadable", message: "The file is not UTF-8; save it with that encoding." };
  }
}

async function list(path: string): Promise<readonly FolderEntry[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() || entry.isFile())
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  } catch {
    return [];
  }
}

async function glob(pattern: string, folder: string): Promise<readonly string[]> {
  const paths = await globFiles(sep === "\\" ? pattern.replaceAll("\\", "/") : pattern, {
    cwd: folder,
    absolute: true,
    expandDirectories: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
  });
  return paths.sort();
}
