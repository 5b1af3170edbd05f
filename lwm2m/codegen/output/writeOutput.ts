import { dirname, join } from "node:path";
import { toUtf8 } from "../../base/bytes.js";
import { reasonOf, systemErrorCode } from "../../base/systemError.js";
import type { Disk } from "./disk.js";
import { makeFolders, removeEmptyFolders } from "./folders.js";
import { isGenerated, removedFirst, type OutputPlan } from "./plan.js";
import { removeLeftTemporaries, temporaryOf } from "./temporaries.js";

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

/** A file as it was, for putting it back. */
interface Before {
  readonly path: string;
  /** Undefined if there was none. */
  readonly bytes: Uint8Array | undefined;
}

const writeReasons = {
  EACCES: "You are not allowed to write here; check the permissions.",
  EPERM: "You are not allowed to write here; check the permissions.",
  EEXIST: "There is a file in the way of a folder.",
  ENOTDIR: "A part of this path is a file, not a folder.",
  ENOENT: "The system lets no file be made here.",
};

const isReadOnly = "This file is read-only.";
const isForeign = "Somebody else has put this file here meanwhile; move it away.";

/** Bits of a file's mode that let anybody write it. */
const anyWriter = 0o222;

/**
 * Writes and removes what a plan says. Every new text is first written beside its place; only when all are there they take
 * the places of the old ones, so that a full disk or a missing permission changes nothing. If one cannot take its place,
 * those before it are put back. Answers what failed.
 */
export function writeOutput(folder: string, plan: OutputPlan, disk: Disk): WriteProblem | undefined {
  const staged: Staged[] = [];
  const made: string[] = [];
  const replaced: Before[] = [];
  const early = removedFirst(plan);
  let place = folder;
  const failed = (error: unknown, addition: string): WriteProblem => {
    const reason = error instanceof FileInTheWay ? error.message : reasonOf(error, writeReasons);
    return { path: place, message: `${reason} ${addition}` };
  };
  removeLeftTemporaries(folder, disk);
  try {
    for (const { path, text } of [...plan.created, ...plan.changed]) {
      place = join(folder, path);
      makeFolders(dirname(place), disk, made);
      staged.push(stage(place, text, disk));
    }
    for (const path of early) {
      place = join(folder, path);
      const bytes = ownBytes(place, disk);
      disk.remove(place);
      replaced.push({ path: place, bytes });
    }
    for (const { temporary, target } of staged) {
      place = target;
      const bytes = disk.exists(target) ? ownBytes(target, disk) : undefined;
      disk.move(temporary, target);
      replaced.push({ path: target, bytes });
    }
  } catch (error) {
    for (const { temporary } of staged)
      tryTo(() => {
        disk.remove(temporary);
      });
    const areBack = replaced.toReversed().map((before) =>
      tryTo(() => {
        putBack(before, disk);
      }),
    );
    removeEmptyFolders(made.toReversed(), disk);
    const isAsBefore = areBack.every((isBack) => isBack);
    return failed(error, isAsBefore ? "Nothing was changed." : "Other files were written already; generate again.");
  }
  try {
    for (const path of plan.removed.filter((one) => !early.includes(one))) {
      place = join(folder, path);
      if (disk.exists(place) && isOurs(disk.read(place))) disk.remove(place);
    }
    const left = new Set(plan.removed.flatMap(foldersOf));
    const deepestFirst = [...left].sort((a, b) => b.length - a.length);
    removeEmptyFolders(
      deepestFirst.map((path) => join(folder, path)),
      disk,
    );
    return undefined;
  } catch (error) {
    return failed(error, "It is not needed any more; everything else was written. Remove it, or generate again.");
  }
}

/** A file that must stay as it is; the message is a sentence. */
class FileInTheWay extends Error {}

/** What is in a file that is about to be replaced. It may be another one by now than when the plan was made. */
function ownBytes(path: string, disk: Disk): Uint8Array {
  const bytes = disk.read(path);
  if (!isOurs(bytes)) throw new FileInTheWay(isForeign);
  return bytes;
}

function isOurs(bytes: Uint8Array): boolean {
  return isGenerated(toUtf8(bytes) ?? "");
}

function stage(path: string, text: string, disk: Disk): Staged {
  const target = linkTarget(path, disk);
  const mode = target === undefined ? undefined : disk.mode(target);
  if (mode !== undefined && (mode & anyWriter) === 0) throw new FileInTheWay(isReadOnly);
  const temporary = temporaryOf(target ?? path);
  // A run with our number that was ended by force may have left one.
  tryTo(() => {
    disk.remove(temporary);
  });
  try {
    disk.writeNew(temporary, text, mode);
  } catch (error) {
    tryTo(() => {
      disk.remove(temporary);
    });
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

function putBack({ path, bytes }: Before, disk: Disk): void {
  const mode = bytes !== undefined && disk.exists(path) ? disk.mode(path) : undefined;
  disk.remove(path);
  if (bytes !== undefined) disk.writeNew(path, bytes, mode);
}

/** Answers whether something could be done; that the system refuses is no failure of its own. */
function tryTo(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}

/** The folders that a path leads through: `a`, `a/b` for `a/b/c.ts`. */
function foldersOf(path: string): readonly string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
