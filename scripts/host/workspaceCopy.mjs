// Tests change their workspace, so they get a copy.
import { cp } from "node:fs/promises";
import { join } from "node:path";

/**
 * @param {string} folder the fixture
 * @param {string} into a folder that is removed afterwards
 * @returns {Promise<string>} the copy
 */
export async function copyWorkspace(folder, into) {
  const copy = join(into, "workspace");
  await cp(folder, copy, { recursive: true });
  return copy;
}
