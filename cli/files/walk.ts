import { readdirSync, realpathSync, statSync, type Dirent } from "node:fs";
import { join, sep } from "node:path";
import { reasonOf, systemErrorCode } from "../../lwm2m/base/systemError.js";

/** Something that walking a folder comes upon. */
export type Found =
  | { readonly kind: "file"; readonly path: string; /** The user wrote its very name. */ readonly isNamed: boolean }
  | { readonly kind: "problem"; readonly path: string; readonly message: string };

/** Folders that hold no sources of the user. */
const skippedFolders: ReadonlySet<string> = new Set(["node_modules"]);

const byName = new Intl.Collator("en", { numeric: true });

/** Compares names as people sort them: 9.xml before 10.xml. */
export function compareNames(left: string, right: string): number {
  return byName.compare(left, right) || (left < right ? -1 : 1);
}

/**
 * All XML files in a folder and below, sorted by name, files before folders. Folders whose name starts with a dot
 * and node_modules are left out; symbolic links are followed, but no folder is entered twice.
 */
export function walk(folder: string): Generator<Found> {
  return walkFolder(folder, realpathOf(folder), new Set());
}

/** `real` is the folder without symbolic links, `entered` holds those that were read or are being read. */
function* walkFolder(folder: string, real: string, entered: Set<string>): Generator<Found> {
  if (entered.has(real)) return;
  entered.add(real);
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { kind: "problem", path: folder, message: reasonOf(error) };
    return;
  }
  entries.sort((a, b) => compareNames(a.name, b.name));
  const folders: { readonly path: string; readonly real: string }[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const kind = entry.isSymbolicLink() ? linkKind(path, entry.name) : kindOf(entry, entry.name);
    if (kind === "file") yield { kind: "file", path, isNamed: false };
    else if (kind === "folder" && entry.isSymbolicLink()) {
      const target = realpathOf(path);
      if (isInside(real, target)) {
        const message = `This symbolic link leads back to a folder that contains it; the folder is checked once.`;
        yield { kind: "problem", path, message };
      } else folders.push({ path, real: target });
    } else if (kind === "folder") folders.push({ path, real: join(real, entry.name) });
    else if (kind !== undefined) yield { kind: "problem", path, message: kind.message };
  }
  for (const child of folders) yield* walkFolder(child.path, child.real, entered);
}

type Kind = "file" | "folder" | { readonly message: string } | undefined;

/** What to do with an entry; undefined for nothing. */
function kindOf(entry: { isFile: () => boolean; isDirectory: () => boolean }, name: string): Kind {
  if (entry.isDirectory()) return name.startsWith(".") || skippedFolders.has(name) ? undefined : "folder";
  if (!/\.xml$/iu.test(name)) return undefined;
  return entry.isFile() ? "file" : { message: "This is not a regular file; it was not read." };
}

function linkKind(path: string, name: string): Kind {
  try {
    return kindOf(statSync(path), name);
  } catch (error) {
    const message = systemErrorCode(error) === "ENOENT" ? "This symbolic link leads nowhere." : reasonOf(error);
    return /\.xml$/iu.test(name) ? { message } : undefined;
  }
}

/** The path without symbolic links; the path itself where that cannot be told. */
function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    reasonOf(error);
    return path;
  }
}

/** True if `folder` is `outer` or below it. */
function isInside(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
