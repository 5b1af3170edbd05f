// VS Code's server on the loopback address.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HostError } from "./hostError.mjs";
import { installedName } from "./manifest.mjs";

/**
 * @typedef {object} ServerOptions
 * @property {string} vscode the folder of VS Code, from `installCodeServer`
 * @property {number} [port] 0, the default, takes a free one
 * @property {NodeJS.ProcessEnv} [env] extra variables; the extension host inherits them
 * @property {Readonly<Record<string, unknown>>} [settings] user settings
 * @property {readonly string[]} [extensions] folders of unpacked extensions to install beside ours
 * @property {boolean} [asksForTrust] leaves workspace trust on, so that an unknown folder opens restricted
 */

/**
 * @typedef {object} RunningServer
 * @property {string} authority `127.0.0.1:port`
 * @property {string} token without it the server answers nobody, so other users of the machine stay out
 * @property {Promise<string>} stopped fulfilled with a sentence when the server ends
 */

/** Generous, because the machine may be busy; it only decides how long a failure takes. */
const startTimeout = 120_000;

/**
 * Starts the server and waits until it answers. The session ends it.
 * @param {import("./session.mjs").Session} session
 * @param {import("./hostLog.mjs").HostLog} log
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>}
 */
export async function startServer(session, log, options) {
  const data = join(session.folder, "vscode");
  const token = randomUUID();
  const tokenFile = join(session.folder, "token");
  await mkdir(join(data, "data", "User"), { recursive: true });
  await writeFile(tokenFile, token, { mode: 0o600 });
  await writeFile(join(data, "data", "User", "settings.json"), JSON.stringify(options.settings ?? {}, undefined, 2));
  for (const extension of options.extensions ?? []) {
    await cp(extension, join(data, "extensions", await installedName(extension)), { recursive: true });
  }
  // VS Code lies inside our extension's folder, and would take its own extensions there for the ones under development
  // and try out their first color theme. So it gets to know them by another path.
  const builtin = join(session.folder, "builtin");
  await symlink(join(options.vscode, "extensions"), builtin);
  const child = spawn(
    process.execPath,
    [
      join("out", "server-main.js"),
      ...["--host", "127.0.0.1", "--port", String(options.port ?? 0)],
      ...["--connection-token-file", tokenFile, "--server-data-dir", data, "--builtin-extensions-dir", builtin],
      ...["--accept-server-license-terms", "--telemetry-level", "off"],
      ...(options.asksForTrust === true ? [] : ["--disable-workspace-trust"]),
    ],
    { cwd: options.vscode, env: session.env(options.env), stdio: ["ignore", "pipe", "pipe"] },
  );
  /** @type {Promise<string>} */
  const stopped = new Promise((resolve) => {
    child.once("error", (error) => {
      resolve(`VS Code's server could not be started: ${error.message}.`);
    });
    child.once("close", (code, signal) => {
      resolve(`VS Code's server stopped (${signal ?? `exit code ${String(code)}`}).`);
    });
  });
  const port = await Promise.race([
    listeningPort(child, log),
    stopped.then((sentence) => Promise.reject(new HostError("server", `${sentence}\n${log.tail(15)}`))),
    giveUp(startTimeout, () => new HostError("server", `VS Code's server did not start.\n${log.tail(15)}`)),
  ]);
  return { authority: `127.0.0.1:${port}`, token, stopped };
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} child
 * @param {import("./hostLog.mjs").HostLog} log
 * @returns {Promise<number>} the port, once the server says that it listens
 */
function listeningPort(child, log) {
  return new Promise((resolve) => {
    let seen = "";
    child.stderr.on("data", (chunk) => {
      log.add("server", String(chunk));
    });
    child.stdout.on("data", (chunk) => {
      log.add("server", String(chunk));
      seen += String(chunk);
      const port = /Extension host agent listening on (\d+)/.exec(seen)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

/**
 * @param {number} milliseconds
 * @param {() => Error} reason
 * @returns {Promise<never>} rejected after the time; it does not keep the process alive
 */
export function giveUp(milliseconds, reason) {
  return new Promise((_resolve, reject) => {
    setTimeout(() => {
      reject(reason());
    }, milliseconds).unref();
  });
}
