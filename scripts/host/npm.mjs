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
  const npm = npmCommand();
  const child = spawn(npm.command, [...npm.first, "install", ...installFlags, ...packages], {
    cwd: folder,
    env,
    shell: npm.shell,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  const what = packages.length > 0 ? packages.join(", ") : "the packages that VS Code needs";
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    child.once("error", (cause) => {
      reject(new HostError("install", `npm could not be started (${cause.message}). Is it on the PATH?`, { cause }));
    });
    child.once("close", resolve);
  });
  if (code === 0) return;
  const reason = output.trim().split("\n").slice(-8).join("\n");
  throw new HostError(
    "install",
    `npm could not install ${what}. Check that the registry answers (npm ping) and your proxy settings, then run this again; nothing half-installed is kept.\n${reason}`,
  );
}
