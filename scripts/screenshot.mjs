// Takes a picture of the extension at work: node scripts/screenshot.mjs [OPTIONS] OUTPUT.png
import { mkdir, readFile } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { buildAll } from "./build.mjs";
import { startBrowser } from "./host/browser.mjs";
import { HostError, describeError } from "./host/hostError.mjs";
import { createHostLog } from "./host/hostLog.mjs";
import { installCodeServer } from "./host/installCodeServer.mjs";
import { act, parseAction } from "./host/pageActions.mjs";
import { pageUrl } from "./host/pageUrl.mjs";
import { startServer } from "./host/server.mjs";
import { startSession } from "./host/session.mjs";
import { quietSettings } from "./host/settings.mjs";
import { ownEngine } from "./host/ownEngine.mjs";
import { copyWorkspace } from "./host/workspaceCopy.mjs";

const usage = `Usage: node scripts/screenshot.mjs [OPTIONS] OUTPUT.png

Opens a copy of a folder in VS Code from npm with the extension loaded and saves a picture of the window.

  --folder PATH      the workspace; examples/ unless told
  --file PATH        a file to open, relative to the folder; PATH:LINE:COLUMN places the cursor
  --steps PATH       what to do before the picture: a .json file with a list of steps, or a module that exports "steps".
                     A step is { "press": "Control+Space" }; others are waitForText, waitForNoText, waitForElement,
                     click, rightClick, hover, move ("x,y"), type, command (by title), wait (milliseconds), and
                     screenshot (a name: a picture of its own in the folder of OUTPUT)
  --settings PATH    a JSON file with user settings
  --theme NAME       dark (unless told) or light
  --size WxH         of the window, 1280x800 unless told
  --scale N          pixels of the picture for each pixel of the window, 1 unless told
  --no-build         take dist/ as it is
`;

const root = join(import.meta.dirname, "..");

const themes = { dark: "Default Dark Modern", light: "Default Light Modern" };

/** @param {string} line */
function report(line) {
  console.log(line);
}

/**
 * @typedef {object} Picture
 * @property {string} output
 * @property {string} folder
 * @property {string | undefined} file
 * @property {readonly unknown[]} steps
 * @property {Readonly<Record<string, unknown>>} settings
 * @property {"dark" | "light"} theme
 * @property {number} width
 * @property {number} height
 * @property {number} scale
 */

/** @param {Picture} picture */
async function take(picture) {
  const actions = picture.steps.map(parseAction);
  const session = await startSession();
  try {
    const installation = { cache: join(root, ".vscode-test"), env: session.env(), report };
    const vscode = await installCodeServer(installation);
    const { page } = await startBrowser(session, installation, { ...picture, colorScheme: picture.theme });
    const folder = await copyWorkspace(picture.folder, session.folder);
    const server = await startServer(session, createHostLog(), {
      vscode,
      env: { EXTENSIONS_GALLERY: "{}", ...ownEngine(session.folder) },
      settings: { ...quietSettings, "workbench.colorTheme": themes[picture.theme], ...picture.settings },
    });
    const file = picture.file === undefined ? {} : { file: join(folder, picture.file) };
    await page.goto(pageUrl(server, { folder, extension: root, ...file }), { timeout: 120_000 });
    const screenshots = dirname(picture.output);
    await mkdir(screenshots, { recursive: true });
    // File icons come from an extension: they show that VS Code has its extensions.
    await act(page, { kind: "waitForElement", text: ".monaco-workbench.file-icons-enabled" }, { screenshots });
    if (picture.file !== undefined) {
      await act(page, { kind: "waitForElement", text: ".editor-instance .view-line" }, { screenshots });
    }
    if (actions.length === 0) await act(page, { kind: "wait", text: "3000" }, { screenshots });
    for (const action of actions) {
      await act(page, action, { screenshots }).catch(async (/** @type {unknown} */ cause) => {
        await page.screenshot({ path: picture.output });
        const step = JSON.stringify({ [action.kind]: action.text });
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new HostError("run", `The step ${step} failed; ${picture.output} shows the moment.\n${reason}`, {
          cause,
        });
      });
    }
    await page.screenshot({ path: picture.output });
    report(`Saved ${picture.output}.`);
  } finally {
    await session.end();
  }
}

/**
 * @param {string | undefined} path
 * @returns {Promise<unknown[]>}
 */
async function readSteps(path) {
  if (path === undefined) return [];
  /** @type {unknown} */
  const steps = extname(path) === ".json" ? await readJson(path) : await exportedSteps(path);
  if (!Array.isArray(steps)) throw new HostError("run", `${path} holds no list of steps.`);
  /** @type {unknown[]} */
  const list = steps;
  return list;
}

/** @param {string} path */
async function exportedSteps(path) {
  /** @type {unknown} */
  const module = await import(pathToFileURL(resolve(path)).href);
  return /** @type {{ steps?: unknown }} */ (module).steps;
}

/**
 * @param {string} path
 * @returns {Promise<unknown>}
 */
async function readJson(path) {
  try {
    /** @type {unknown} */
    const value = JSON.parse(await readFile(path, "utf8"));
    return value;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HostError("run", `${path} could not be read as JSON: ${reason}`, { cause });
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: "string", default: join(root, "examples") },
      file: { type: "string" },
      steps: { type: "string" },
      settings: { type: "string" },
      theme: { type: "string", default: "dark" },
      size: { type: "string", default: "1280x800" },
      scale: { type: "string", default: "1" },
      "no-build": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const [output] = positionals;
  if (values.help || output === undefined) {
    report(usage);
    if (!values.help) process.exitCode = 1;
    return;
  }
  const [width, height] = values.size.split("x").map(Number);
  if (width === undefined || height === undefined || !(width > 0 && height > 0)) {
    throw new HostError("run", `"${values.size}" is no size; give one such as 1280x800.`);
  }
  if (values.theme !== "dark" && values.theme !== "light") {
    throw new HostError("run", `There is no theme "${values.theme}"; choose dark or light.`);
  }
  const settings = values.settings === undefined ? {} : await readJson(values.settings);
  if (!values["no-build"]) await buildAll(report);
  await take({
    output: resolve(output),
    folder: resolve(values.folder),
    file: values.file,
    steps: await readSteps(values.steps),
    settings: /** @type {Record<string, unknown>} */ (settings),
    theme: values.theme,
    width,
    height,
    scale: Number(values.scale),
  });
}

try {
  await main();
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
