// Runs the user's npm, with the user's registry and proxy settings.
import { spawn } from "node:child_process";
import { basename } from "node:path";
import { HostError } from "./hostError.mjs";

/**
 * How to call npm here. The script that `npm run` names works everywhere without a shell; `npm.cmd` needs one.
 * @returns {{ command: string, first: string[], shell: boolean }}
 */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script !== undefined && basename(script) === "npm-cli.js") {
    return { command: process.execPath, first: [script], shell: false };
  }
  return process.platform === "win32"
    ? { command: "npm.cmd", first: [], shell: true }
    : { command: "npm", first: [], shell: false };
}

/** What every install of the host has in common: nothing is compiled, nothing asked, nothing written elsewhere. */
const installFlags = [
  "--ignore-scripts",
  "--omit=dev",
  "--include=optional",
  "--engine-strict=false",
  "--no-audit",
  "--no-fund",
  "--no-package-lock",
  "--loglevel=error",
];

/**
 * Runs `npm install` in a folder. It must hold a package.json: npm would otherwise pick a folder above it.
 * @param {string} folder
 * @param {readonly string[]} packages names with versions; empty installs what the folder's package.json asks for
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
export async function npmInstall(folder, packages, env) {
  const { code, output } = await runNpm(["install", ...installFlags, ...packages], { cwd: folder, env });
  const what = packages.length > 0 ? packages.join(", ") : "the packages that VS Code needs";
  if (code === 0) return;
  const reason = output.trim().split("\n").slice(-8).join("\n");
  throw new HostError(
    "install",
    `npm could not install ${what}. Check that the registry answers (npm ping) and your proxy settings, then run this again; nothing half-installed is kept.\n${reason}`,
  );
}

/**
 * The version of a package that a tag or a range means now, such as `latest` or `24`.
 * @param {string} name
 * @param {string} wanted
 * @returns {Promise<string>}
 */
export async function npmVersion(name, wanted) {
  const args = ["view", `${name}@${wanted}`, "version", "--json", "--loglevel=error"];
  const { code, output } = await runNpm(args, { env: process.env });
  // Of several versions in a range, npm names the newest last.
  const version = code === 0 ? output.match(/\d+\.\d+\.\d+/gu)?.at(-1) : undefined;
  if (version !== undefined) return version;
  throw new HostError("install", `npm knows no ${name}@${wanted}.\n${output.trim()}`);
}

/**
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number | null, output: string }>}
 */
async function runNpm(args, options) {
  const npm = npmCommand();
  const stdio = /** @type {const} */ (["ignore", "pipe", "pipe"]);
  const child = spawn(npm.command, [...npm.first, ...args], { ...options, shell: npm.shell, stdio: [...stdio] });
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    child.once("error", (cause) => {
      reject(new HostError("install", `npm could not be started (${cause.message}). Is it on the PATH?`, { cause }));
    });
    child.once("close", resolve);
  });
  return { code, output };
}
