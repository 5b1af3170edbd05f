// Runs the extension tests in VS Code from npm, in a headless browser.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { startBrowser } from "./browser.mjs";
import { codeServer } from "./components.mjs";
import { HostError } from "./hostError.mjs";
import { createHostLog } from "./hostLog.mjs";
import { installCodeServer } from "./installCodeServer.mjs";
import { endpointVariable, openPageEndpoint } from "./pageEndpoint.mjs";
import { pageUrl } from "./pageUrl.mjs";
import { giveUp, startServer } from "./server.mjs";
import { startSession } from "./session.mjs";
import { quietSettings } from "./settings.mjs";
import { ownEngine } from "./ownEngine.mjs";
import { copyWorkspace } from "./workspaceCopy.mjs";

/** @typedef {import("./playwrightTypes.mjs").Page} Page */

/** The first line that the test runner prints begins so; what VS Code says before it goes to the log alone. */
const firstLine = "# ";

/**
 * Lines that VS Code prints into the tests' output here and that say nothing about the tests.
 * @type {readonly RegExp[]}
 */
const noise = [
  /^(Creating a socket|Resolv(ing|ed) connection)/,
  /additional builtin extensions/,
  /\[Service Worker\] registration/,
];

/**
 * @param {import("./testRun.mjs").TestRun} run
 * @returns {Promise<void>} rejected with a sentence when a test failed or the host did not work
 */
export async function runOnNpmHost(run) {
  const session = await startSession();
  const log = createHostLog();
  try {
    await runInSession(session, log, run);
  } catch (error) {
    log.save(run.logFile);
    run.report(`The log of the host is in ${run.logFile}.`);
    throw error;
  } finally {
    await session.end();
  }
}

/**
 * @param {import("./session.mjs").Session} session
 * @param {import("./hostLog.mjs").HostLog} log
 * @param {import("./testRun.mjs").TestRun} run
 */
async function runInSession(session, log, run) {
  const installation = { cache: join(run.root, ".vscode-test"), env: session.env(), report: run.report };
  await mkdir(run.screenshots, { recursive: true });
  const vscode = await installCodeServer(installation);
  const { page, openPage, name } = await startBrowser(session, installation);
  const workspace = await copyWorkspace(run.workspace, session.folder);
  /** @type {(second: Page) => Promise<unknown>} */
  let openFolder = () => Promise.reject(new HostError("run", "VS Code has not started yet."));
  const openSecond = async () => {
    const second = await openPage();
    await openFolder(second);
    return second;
  };
  const windows = { first: page, openSecond };
  const endpoint = await openPageEndpoint(session, windows, { screenshots: run.screenshots });
  const server = await startServer(session, log, {
    vscode,
    env: { ...run.env, ...ownEngine(session.folder), [endpointVariable]: endpoint, EXTENSIONS_GALLERY: "{}" },
    settings: quietSettings,
    extensions: run.extensions,
    asksForTrust: run.restricted,
  });
  openFolder = (second) =>
    second.goto(pageUrl(server, { folder: workspace, extension: run.root }), { timeout: 120_000 });
  run.report(`Running the tests in ${codeServer.title}, ${name}.`);

  const output = await listen(page, log, run.report);
  const code = await Promise.race([
    openAndWait(page, pageUrl(server, { folder: workspace, extension: run.root, tests: run.tests }), output.exitCode),
    endOfPage(page).then(fail),
    server.stopped.then(fail),
    giveUp(run.timeout, () => new HostError("run", `The tests did not end within ${run.timeout / 1000} s.`)),
  ]).catch(async (/** @type {unknown} */ error) => {
    await page.screenshot({ path: join(run.screenshots, "failure.png") }).catch(() => undefined);
    throw error;
  });
  if (!output.hasBegun()) fail("The tests ended before the first one began; VS Code said:");
  if (code !== 0) throw new HostError("run", "The extension tests failed.");

  /**
   * @param {string} sentence
   * @returns {never}
   */
  function fail(sentence) {
    throw new HostError("run", `${sentence}\n${log.tail(15)}`);
  }
}

/**
 * Offers the page the two functions by which VS Code tells how its tests are going.
 * @param {Page} page
 * @param {import("./hostLog.mjs").HostLog} log
 * @param {(line: string) => void} report
 * @returns {Promise<{ exitCode: Promise<unknown>, hasBegun: () => boolean }>}
 */
async function listen(page, log, report) {
  let hasBegun = false;
  await page.exposeFunction("codeAutomationLog", (type, values) => {
    const text = format(...(Array.isArray(values) ? /** @type {unknown[]} */ (values) : [values]));
    log.add(String(type), text);
    hasBegun ||= text.startsWith(firstLine);
    if (hasBegun && !noise.some((pattern) => pattern.test(text))) report(text);
  });
  /** @type {(code: unknown) => void} */
  let exit = () => undefined;
  /** @type {Promise<unknown>} */
  const exitCode = new Promise((resolve) => (exit = resolve));
  await page.exposeFunction("codeAutomationExit", (code) => {
    exit(code);
  });
  page.on("console", (message) => {
    log.add(`page ${message.type()}`, message.text());
  });
  return { exitCode, hasBegun: () => hasBegun };
}

/**
 * @param {Page} page
 * @param {string} url
 * @param {Promise<unknown>} exitCode
 */
async function openAndWait(page, url, exitCode) {
  await page.goto(url, { timeout: 120_000 });
  return exitCode;
}

/**
 * @param {Page} page
 * @returns {Promise<string>} fulfilled with a sentence when the page is gone
 */
function endOfPage(page) {
  return new Promise((resolve) => {
    page.once("crash", () => {
      resolve("The page of VS Code crashed.");
    });
    page.once("close", () => {
      resolve("The browser ended while the tests were running.");
    });
  });
}
