// The bun that comes inside an npm package.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { bun } from "./components.mjs";
import { HostError } from "./hostError.mjs";
import { install } from "./install.mjs";

/**
 * @param {import("./install.mjs").InstallContext} ctx
 * @returns {Promise<string>} the path of the program
 */
export async function installBun(ctx) {
  const folder = join(await install(ctx, bun), "node_modules", "@oven");
  const [platform] = (await readdir(folder).catch(() => [])).sort();
  if (platform === undefined) {
    throw new HostError("unsupported", `${bun.title} has no package for ${process.platform} on ${process.arch}.`);
  }
  return join(folder, platform, "bin", process.platform === "win32" ? "bun.exe" : "bun");
}
