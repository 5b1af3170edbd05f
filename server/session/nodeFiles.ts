import { readdir as readdirWithCallback } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { glob as globFiles } from "tinyglobby";
import { reasonOf, systemErrorCode } from "../../lwm2m/base/systemError.js";
import { maximumLength } from "../../lwm2m/definition/xml/parse.js";
import type { FileAccess, FolderEntry, GlobMatches, ReadFile } from "./environment.js";

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

async function glob(pattern: string, folder: string): Promise<GlobMatches> {
  const unreadable: { readonly path: string; readonly message: string }[] = [];
  const paths = await globFiles(sep === "\\" ? pattern.replaceAll("\\", "/") : pattern, {
    cwd: folder,
    absolute: true,
    expandDirectories: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
    fs: { readdir: watchedReadDirectory((path, error) => unreadable.push({ path, message: reasonOf(error) })) },
  });
  return { paths: paths.sort(), unreadable };
}

/** Reads folders for the glob, which itself passes over those that it may not read. */
function watchedReadDirectory(failed: (path: string, error: unknown) => void): typeof readdirWithCallback {
  return new Proxy(readdirWithCallback, {
    apply: (read, self: unknown, [path, ...rest]: unknown[]): unknown => {
      const callback = rest.at(-1);
      if (typeof callback !== "function") return Reflect.apply(read, self, [path, ...rest]);
      const watching = (error: unknown, entries: unknown): unknown => {
        // A folder that there is not holds nothing that could be missed.
        if (error !== null && systemErrorCode(error) !== "ENOENT") failed(resolve(String(path)), error);
        return Reflect.apply(callback, undefined, [error, entries]);
      };
      return Reflect.apply(read, self, [path, ...rest.slice(0, -1), watching]);
    },
  });
}
