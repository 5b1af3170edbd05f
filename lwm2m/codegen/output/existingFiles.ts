import { join } from "node:path";
import { toUtf8 } from "../../base/bytes.js";
import { reasonOf, systemErrorCode } from "../../base/systemError.js";
import type { Disk } from "./disk.js";
import type { ExistingFiles, FoundFile } from "./plan.js";

/** The only folder below the output folder where files are generated. */
const runtimeFolder = "runtime";

/** The runtime has two levels of folders; whatever is deeper is somebody else's. */
const deepest = 4;

/** More than any generated file has; `.ts` is also the name of films, which nobody wants read. */
const mostBytes = 8 * 1024 * 1024;

/**
 * The files of an output folder where generated ones may be: its own TypeScript files and those of the runtime. Other
 * folders in it are not looked into. None if the folder does not exist.
 * @throws errors of the system, for what exists and cannot be listed
 */
export function existingFiles(folder: string, disk: Disk): ExistingFiles {
  const paths = pathsWhere(folder, disk, (name) => name.endsWith(".ts"));
  return { paths, find: (path) => find(join(folder, path), disk) };
}

/**
 * The files with certain names where generated ones may be, below the output folder, in order.
 * @throws errors of the system, for what exists and cannot be listed
 */
export function pathsWhere(folder: string, disk: Disk, isWanted: (name: string) => boolean): readonly string[] {
  const paths: string[] = [];
  const visit = (below: string, depth: number): void => {
    for (const { name, isFolder } of listed(join(folder, below), disk)) {
      const path = below === "" ? name : `${below}/${name}`;
      if (isFolder ? below !== "" || name === runtimeFolder : isWanted(name)) {
        if (!isFolder) paths.push(path);
        else if (depth < deepest) visit(path, depth + 1);
      }
    }
  };
  visit("", 0);
  return paths.sort();
}

function listed(folder: string, disk: Disk): ReturnType<Disk["list"]> {
  try {
    return disk.list(folder);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** What is at a path, as far as a generated file could be there. */
export function find(path: string, disk: Disk): FoundFile {
  try {
    if (!disk.exists(path)) return { kind: "none" };
    const { kind, size } = disk.look(path);
    if (kind === "folder") return { kind: "other", reason: "There is a folder of this name." };
    const text = kind === "file" && size <= mostBytes ? toUtf8(disk.read(path)) : undefined;
    return text === undefined ? { kind: "other" } : { kind: "text", text };
  } catch (error) {
    const isDangling = systemErrorCode(error) === "ENOENT";
    return { kind: "other", reason: isDangling ? "This symbolic link leads nowhere." : reasonOf(error) };
  }
}
