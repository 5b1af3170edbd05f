// Runs the extension tests in desktop VS Code, downloaded by @vscode/test-electron or named by the user.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TestRunFailedError, runTests } from "@vscode/test-electron";
import { vscodeVersion } from "./components.mjs";
import { HostError } from "./hostError.mjs";
import { ownEngine } from "./ownEngine.mjs";
import { copyWorkspace } from "./workspaceCopy.mjs";

/**
 * @param {import("./testRun.mjs").TestRun} run
 * @param {{ executable?: string | undefined }} options an installed VS Code; without it, one is downloaded
 * @returns {Promise<void>} rejected with a sentence when a test failed or the host did not work
 */
export async function runOnDesktop(run, { executable }) {
  if (run.restricted) {
    throw new HostError("unsupported", "A restricted workspace can only be tested in VS Code from npm (Linux x64).");
  }
  const folder = await mkdtemp(join(tmpdir(), "lwm2m-host-"));
  /** @type {NodeJS.Timeout | undefined} */
  let watchdog;
  try {
    const workspace = await copyWorkspace(run.workspace, folder);
    run.report(`Running the tests in desktop VS Code: ${executable ?? `version ${vscodeVersion}`}.`);
    // This is how @vscode/test-electron is asked to close VS Code; it offers no other way.
    watchdog = setTimeout(() => process.emit("SIGINT"), run.timeout);
    const code = await runTests({
      ...(executable === undefined ? { version: vscodeVersion } : { vscodeExecutablePath: executable }),
      cachePath: join(run.root, ".vscode-test"),
      extensionDevelopmentPath: [run.root, ...run.extensions],
      extensionTestsPath: run.tests,
      extensionTestsEnv: { ...run.env, ...ownEngine(folder) },
      // A short path of our own: the default one inside a deep checkout is too long for macOS's local sockets.
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder, "user")}`,
        `--extensions-dir=${join(folder, "extensions")}`,
      ],
    });
    if (code !== 0) throw new HostError("run", "The extension tests failed.");
  } catch (error) {
    throw explain(error, executable);
  } finally {
    clearTimeout(watchdog);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {unknown} error
 * @param {string | undefined} executable
 */
function explain(error, executable) {
  if (error instanceof HostError) return error;
  if (error instanceof TestRunFailedError) {
    const how = error.signal ?? `exit code ${String(error.code)}`;
    const hint =
      process.platform === "linux" && process.env.DISPLAY === undefined ? " Without a display, use xvfb-run -a." : "";
    return new HostError("run", `Desktop VS Code ended with ${how}: a test failed, or it could not start.${hint}`, {
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  const what =
    executable === undefined
      ? "Desktop VS Code could not be downloaded or started. Set VSCODE_EXECUTABLE to an installed one"
      : `${executable} could not be started. Set VSCODE_EXECUTABLE to the program of desktop VS Code`;
  return new HostError("run", `${what} (${reason}).`, { cause: error });
}
