// A headless browser with one page: the system's Chromium or Chrome if it works, else the one from npm.
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { playwright } from "./components.mjs";
import { onPath } from "./executables.mjs";
import { HostError } from "./hostError.mjs";
import { install } from "./install.mjs";
import { installChromium } from "./installChromium.mjs";

/** @typedef {import("./playwrightTypes.mjs").Page} Page */

/**
 * @typedef {object} BrowserOptions
 * @property {number} [width] of the page
 * @property {number} [height] of the page
 * @property {number} [scale] pixels of a picture for each pixel of the page
 * @property {"light" | "dark"} [colorScheme]
 */

/**
 * @typedef {object} RunningBrowser
 * @property {Page} page
 * @property {() => Promise<Page>} openPage opens another one
 * @property {string} name such as "Chromium 143.0.7499.0 from npm"
 */

/** Nothing of the browser's own may go to the network, and a machine without a display has no graphics card. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

const systemNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Generous, because the machine may be busy. */
const launchTimeout = 90_000;

/**
 * Starts a browser. The session ends it.
 * @param {import("./session.mjs").Session} session
 * @param {import("./install.mjs").InstallContext} installation
 * @param {BrowserOptions} [options]
 * @returns {Promise<RunningBrowser>}
 */
export async function startBrowser(session, installation, options = {}) {
  const folder = await install(installation, playwright);
  const entry = pathToFileURL(join(folder, "node_modules", "playwright-core", "index.mjs")).href;
  /** @type {unknown} */
  const module = await import(entry);
  const { chromium } = /** @type {import("./playwrightTypes.mjs").Playwright} */ (module);

  const system = onPath(systemNames);
  if (system !== undefined) {
    try {
      return await launch({ executable: system, env: {}, origin: `at ${system}` });
    } catch (error) {
      const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      installation.report(`The browser at ${system} does not start (${reason}); taking Chromium from npm instead.`);
    }
  }
  const fromNpm = await installChromium(installation);
  try {
    return await launch(fromNpm);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HostError("browser", `Chromium from npm does not start here:\n${reason}`, { cause });
  }

  /**
   * @param {import("./installChromium.mjs").BrowserProgram} program
   * @returns {Promise<RunningBrowser>}
   */
  async function launch(program) {
    const context = await chromium.launchPersistentContext(await mkdtemp(join(session.folder, "browser-")), {
      executablePath: program.executable,
      args: flags,
      env: session.env(program.env),
      headless: true,
      // The session ends everything in its order; Playwright would exit the process in between.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: launchTimeout,
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      deviceScaleFactor: options.scale ?? 1,
      colorScheme: options.colorScheme ?? "light",
    });
    session.beforeEnd(() => context.close());
    const page = context.pages()[0] ?? (await context.newPage());
    return {
      page,
      openPage: () => context.newPage(),
      name: `Chromium ${context.browser()?.version() ?? "(version unknown)"} ${program.origin}`,
    };
  }
}
