// Tests change their workspace, so they get a copy.
import { cp } from "node:fs/promises";
import { basename, join } from "node:path";

/**
 * @param {string} folder the fixture
 * @param {string} into a folder that is removed afterwards
 * @returns {Promise<string>} the copy, under the name of the original
 */
export async function copyWorkspace(folder, into) {
  const copy = join(into, "workspace", basename(folder));
  await cp(folder, copy, { recursive: true });
  return copy;
}
