import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One published object definition. */
export interface PublishedFile {
  /** The path below the registry folder, with `/`. */
  readonly path: string;
  /** The file's own name. */
  readonly name: string;
  /** True for the newest version of an object, false for a copy in `version_history`. */
  readonly isLatest: boolean;
  readonly text: string;
}

/** The folder with OMA's registry that corpus tests need. */
export function registryFolder(): string {
  const folder = process.env["LWM2M_REGISTRY"];
  if (folder === undefined || folder === "") {
    throw new Error("Set LWM2M_REGISTRY to a folder with a checkout of OMA's registry of LwM2M objects.");
  }
  return folder;
}

/** All object definitions of the registry, the newest versions first, by ID and version. */
export function publishedFiles(folder = registryFolder()): readonly PublishedFile[] {
  return [...filesIn(folder, ""), ...filesIn(folder, "version_history/")];
}

function filesIn(folder: string, below: string): readonly PublishedFile[] {
  return readdirSync(join(folder, below))
    .filter((name) => /^[0-9]+(?:-[0-9]_[0-9])?\.xml$/u.test(name))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1))
    .map((name) => {
      const path = below + name;
      return { path, name, isLatest: below === "", text: readFileSync(join(folder, path), "utf8") };
    });
}
