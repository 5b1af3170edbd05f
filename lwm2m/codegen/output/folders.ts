import { dirname } from "node:path";
import { systemErrorCode } from "../../base/systemError.js";
import type { Disk } from "./disk.js";

/**
 * Makes a folder and those around it, and adds the ones that there were not to `made`, outermost first. Node.js could do so
 * at once, but never ends where the system takes no folder at all, as below `/proc`.
 */
export function makeFolders(folder: string, disk: Disk, made: string[]): void {
  if (disk.exists(folder) && disk.look(folder).kind === "folder") return;
  const outer = dirname(folder);
  if (outer !== folder) makeFolders(outer, disk, made);
  disk.makeFolder(folder);
  made.push(folder);
}

/** Removes those of some folders that are empty, in their order. */
export function removeEmptyFolders(folders: readonly string[], disk: Disk): void {
  for (const folder of folders) {
    try {
      disk.removeFolder(folder);
    } catch (error) {
      // Something else is in it, which is reason enough to leave it.
      if (systemErrorCode(error) === undefined) throw error;
    }
  }
}
