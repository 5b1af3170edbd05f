import { join } from "node:path";
import { systemErrorCode } from "../../base/systemError.js";
import type { Disk } from "./disk.js";
import { find, pathsWhere } from "./existingFiles.js";
import { isGenerated } from "./plan.js";

/** Where a new text waits to take the place of a file. The number tells the runs apart that write at once. */
export function temporaryOf(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

/** The number of the process that made such a file; undefined for any other file. */
function writerOf(name: string): number | undefined {
  const [, digits] = /\.ts\.(\d{1,10})\.tmp$/u.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Removes what runs that were ended by force have left: texts of ours, or files in which there was none yet, whose process
 * is gone. What the system refuses stays, for nothing depends on it.
 */
export function removeLeftTemporaries(folder: string, disk: Disk): void {
  try {
    for (const path of pathsWhere(folder, disk, (name) => writerOf(name) !== undefined)) {
      const found = find(join(folder, path), disk);
      const isOurs = found.kind === "text" && (found.text === "" || isGenerated(found.text));
      if (isOurs && !disk.isRunning(writerOf(path) ?? process.pid)) disk.remove(join(folder, path));
    }
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}
