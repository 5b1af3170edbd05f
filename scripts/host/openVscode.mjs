// Opens desktop VS Code for a person.
import { spawn } from "node:child_process";
import { onPath } from "./executables.mjs";

/**
 * @typedef {object} OpenOptions
 * @property {string} extension the folder of the extension under development
 * @property {string} folder the workspace
 * @property {string} [file] a file to open
 */

/**
 * Opens a new window of desktop VS Code, which then runs on its own.
 * @param {OpenOptions} options absolute paths
 * @returns {Promise<boolean>} whether there is a VS Code that took it
 */
export async function openVscode({ extension, folder, file }) {
  const code = desktopVscode();
  if (code === undefined) return false;
  const args = [
    `--extensionDevelopmentPath=${extension}`,
    ...["--new-window", "--disable-workspace-trust", "--skip-welcome", "--skip-release-notes"],
    folder,
    ...(file === undefined ? [] : ["--goto", file]),
  ];
  const isWindows = process.platform === "win32";
  const child = isWindows
    ? // `code` is a batch file there, which needs the shell, which needs quotes.
      spawn(quoted(code), args.map(quoted), { stdio: "inherit", shell: true })
    : spawn(code, args, { stdio: "inherit" });
  /** @type {unknown} */
  const exitCode = await new Promise((resolve) => {
    child.once("error", resolve);
    child.once("close", resolve);
  });
  return exitCode === 0;
}

/**
 * @returns {string | undefined} the program that opens desktop VS Code, where a window can appear at all: in a
 * terminal of VS Code on a remote machine, `code` only talks to the window that is there and ignores our extension
 */
function desktopVscode() {
  const { VSCODE_IPC_HOOK_CLI, VSCODE_CLIENT_COMMAND, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (VSCODE_IPC_HOOK_CLI !== undefined && VSCODE_CLIENT_COMMAND === undefined) return undefined;
  const hasDisplay = process.platform !== "linux" || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
  if (!hasDisplay && VSCODE_CLIENT_COMMAND === undefined) return undefined;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  return onPath([name]);
}

/** @param {string} text */
function quoted(text) {
  return `"${text}"`;
}
