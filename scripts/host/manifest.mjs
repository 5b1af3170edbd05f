// Reads the two facts of an extension's package.json that place it in VS Code's extensions folder.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * @param {string} folder an unpacked extension
 * @returns {Promise<string>} `publisher.name-version`, the name of its folder among installed extensions
 */
export async function installedName(folder) {
  /** @type {unknown} */
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return `${field(manifest, "publisher")}.${field(manifest, "name")}-${field(manifest, "version")}`;

  /**
   * @param {unknown} value
   * @param {string} name
   */
  function field(value, name) {
    /** @type {unknown} */
    const found = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
    if (typeof found !== "string") throw new Error(`${folder}/package.json has no text for "${name}".`);
    return found;
  }
}
