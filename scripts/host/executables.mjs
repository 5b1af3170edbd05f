// Looks for programs on the PATH.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @param {readonly string[]} names the better ones first; folders of the PATH count more than names
 * @returns {string | undefined} the path of the first program found
 */
export function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
