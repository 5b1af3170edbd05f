import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RegistryFiles } from "./files.js";

/** The files of a registry folder on disk. A missing folder or file is an answer; any other failure is thrown. */
export function folderFiles(folder: string): RegistryFiles {
  return {
    list: async (inner) => {
      const entries = await unlessMissing(readdir(join(folder, inner), { withFileTypes: true }));
      return (entries ?? []).filter((entry) => entry.isFile()).map((entry) => entry.name);
    },
    read: (path) => unlessMissing<Uint8Array>(readFile(join(folder, path))),
  };
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) {
      return undefined;
    }
    throw error;
  }
}
