// Installs a component of the host into `.vscode-test/`, once.
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npmInstall } from "./npm.mjs";

/** Written last: a folder without it, or with another recipe in it, is made anew. */
const markerName = "installed.json";

/**
 * @typedef {object} InstallContext
 * @property {string} cache the `.vscode-test/` folder
 * @property {NodeJS.ProcessEnv} env for the processes that install
 * @property {(line: string) => void} report where progress goes
 */

/**
 * Makes sure that a component is installed. The work happens in a folder of this process that takes its final name
 * only when it is complete, so an interrupted install is never mistaken for a finished one, and two runs at the same
 * time do not disturb each other.
 * @param {InstallContext} ctx
 * @param {import("./components.mjs").Component} component
 * @param {(folder: string) => Promise<void>} [finish] the steps after `npm install`
 * @returns {Promise<string>} the component's folder; its packages are in `node_modules/` there
 */
export async function install(ctx, component, finish) {
  const folder = join(ctx.cache, component.folder);
  const recipe = JSON.stringify({ packages: component.packages, recipe: component.recipe });
  if (await isInstalled(folder, recipe)) return folder;
  ctx.report(`Installing ${component.title} into .vscode-test/, once (${component.size}) …`);
  await mkdir(ctx.cache, { recursive: true });
  await removeAbandoned(ctx.cache, component);
  const workFolder = join(ctx.cache, `${component.folder}.part-${process.pid}`);
  try {
    await mkdir(workFolder);
    await writeFile(join(workFolder, "package.json"), '{ "private": true }\n');
    await npmInstall(workFolder, component.packages, ctx.env);
    await finish?.(workFolder);
    await writeFile(join(workFolder, markerName), recipe);
    if (!(await isInstalled(folder, recipe))) {
      await rm(folder, { recursive: true, force: true });
      await rename(workFolder, folder);
    }
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
  return folder;
}

/**
 * @param {string} folder
 * @param {string} recipe
 */
async function isInstalled(folder, recipe) {
  const marker = join(folder, markerName);
  return existsSync(marker) && (await readFile(marker, "utf8")) === recipe;
}

/**
 * Removes what an interrupted install of this component has left, unless its process is still at it.
 * @param {string} cache
 * @param {import("./components.mjs").Component} component
 */
async function removeAbandoned(cache, component) {
  const start = `${component.folder}.part-`;
  for (const name of await readdir(cache)) {
    if (!name.startsWith(start) || isRunning(Number(name.slice(start.length)))) continue;
    await rm(join(cache, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
