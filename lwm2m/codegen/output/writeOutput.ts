import { dirname, join } from "node:path";
import { reasonOf, systemErrorCode } from "../../base/systemError.js";
import type { Disk } from "./disk.js";
import { removedFirst, type OutputPlan } from "./plan.js";

/** Why generated files were not written; nothing was changed unless the message says so. */
export interface WriteProblem {
  /** The file or folder that it is about, as an absolute path. */
  readonly path: string;
  /** One or two sentences. */
  readonly message: string;
}

/** A new text beside the file that it will replace. */
interface Staged {
  readonly temporary: string;
  readonly target: string;
}

const writeReasons = {
  EACCES: "You are not allowed to write here; check the permissions.",
  EPERM: "You are not allowed to write here; check the permissions.",
  EEXIST: "There is a file in the way of a folder.",
  ENOTDIR: "A part of this path is a file, not a folder.",
};

/** Bits of a file's mode that let anybody write it. */
const anyWriter = 0o222;

/**
 * Writes and removes what a plan says. Every new text is first written beside its place; only when all are there they take
 * the places of the old ones, so that a full disk or a missing permission changes nothing. Answers what failed.
 */
export function writeOutput(folder: string, plan: OutputPlan, disk: Disk): WriteProblem | undefined {
  const staged: Staged[] = [];
  let place = folder;
  const failed = (error: unknown, addition: string): WriteProblem => {
    const reason = error instanceof ReadOnlyFile ? "This file is read-only." : reasonOf(error, writeReasons);
    return { path: place, message: `${reason} ${addition}` };
  };
  try {
    for (const { path, text } of [...plan.created, ...plan.changed]) {
      place = join(folder, path);
      staged.push(stage(place, text, disk));
    }
    place = folder;
  } catch (error) {
    for (const { temporary } of staged) tryRemove(temporary, disk);
    return failed(error, "Nothing was changed.");
  }
  try {
    const early = removedFirst(plan);
    for (const path of early) disk.remove((place = join(folder, path)));
    for (const { temporary, target } of staged) disk.move(temporary, (place = target));
    for (const path of plan.removed.filter((one) => !early.includes(one))) disk.remove((place = join(folder, path)));
    removeEmptyFolders(folder, plan.removed, disk);
    return undefined;
  } catch (error) {
    for (const { temporary } of staged) tryRemove(temporary, disk);
    return failed(error, "Files before this one were written already; generate again once it can be.");
  }
}

class ReadOnlyFile extends Error {}

function stage(path: string, text: string, disk: Disk): Staged {
  disk.makeFolder(dirname(path));
  const target = linkTarget(path, disk);
  const mode = target === undefined ? undefined : disk.mode(target);
  if (mode !== undefined && (mode & anyWriter) === 0) throw new ReadOnlyFile();
  const temporary = `${target ?? path}.${process.pid}.tmp`;
  try {
    disk.writeNew(temporary, text, mode);
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST") tryRemove(temporary, disk);
    throw error;
  }
  return { temporary, target: target ?? path };
}

/** Where an existing file really is; undefined if there is none yet. */
function linkTarget(path: string, disk: Disk): string | undefined {
  try {
    return disk.target(path);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Removes what is of no use to anybody; that it is still there harms nobody. */
function tryRemove(path: string, disk: Disk): void {
  try {
    disk.remove(path);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}

/** Removes the folders, below the output folder, that held only files which were removed. */
function removeEmptyFolders(folder: string, removed: readonly string[], disk: Disk): void {
  const folders = new Set(removed.flatMap(foldersOf));
  for (const path of [...folders].sort((a, b) => b.length - a.length)) {
    try {
      disk.removeFolder(join(folder, path));
    } catch (error) {
      // Something else is in it, which is reason enough to leave it.
      if (systemErrorCode(error) === undefined) throw error;
    }
  }
}

/** The folders that a path leads through: `a`, `a/b` for `a/b/c.ts`. */
function foldersOf(path: string): readonly string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
