// What a test or a picture may do in the page: the hands and eyes of a user.
import { join } from "node:path";
import { HostError } from "./hostError.mjs";
import { boxOfText } from "./textInPage.mjs";

/** @typedef {import("./playwrightTypes.mjs").Page} Page */
/** @typedef {import("./playwrightTypes.mjs").Box} Box */

/**
 * One action with its argument, as it travels from a test or stands in a file of steps:
 * `{ "press": "Control+Space" }`.
 * @typedef {{ kind: ActionKind, text: string }} Action
 */

/** Generous, because the machine may be busy. */
const patience = 30_000;

/** Milliseconds until the mouse comes again; VS Code shows a hover after 300. */
const hoverPatience = 3000;

/** How often the page is looked at again while something is awaited. */
const lookEvery = 100;

/** @satisfies {Readonly<Record<string, (page: Page, text: string) => Promise<void>>>} */
const actions = {
  /** Types text where the cursor is; while VS Code asks for something, that is there. */
  type: async (page, text) => {
    // It shows its question before it takes the keyboard, and what is typed too early goes to the view behind.
    const question = page.locator(".quick-input-widget:visible input[type=text]").first();
    if (await question.isVisible()) await question.focus();
    await page.keyboard.type(text, { delay: 10 });
  },
  /** Presses keys, such as `Control+Space`. */
  press: (page, keys) => page.keyboard.press(keys),
  /** Moves the mouse onto text. */
  hover: async (page, text) => {
    // The editor may still scroll or fold, which takes the hover away or the text from under the mouse: then again.
    const widget = page.locator(".monaco-hover:visible").first();
    await until(async () => {
      const { x, y } = center(await find(page, text));
      await page.mouse.move(1, 1);
      // Two moves: the editor ignores a mouse that appears without having come from somewhere.
      await page.mouse.move(x - 3, y);
      await page.mouse.move(x, y, { steps: 3 });
      return widget.waitFor({ state: "visible", timeout: hoverPatience }).then(
        () => true,
        () => undefined,
      );
    }, `No hover appears on "${text}"`);
  },
  /** Clicks on text. */
  click: async (page, text) => {
    const { x, y } = center(await find(page, text));
    await page.mouse.click(x, y);
  },
  /** Opens the context menu on text. */
  rightClick: async (page, text) => {
    const { x, y } = center(await find(page, text));
    await page.mouse.click(x, y, { button: "right" });
  },
  /** Moves the mouse to "x,y", for instance away from everything. */
  move: async (page, place) => {
    const [x, y] = place.split(",").map(Number);
    await page.mouse.move(x ?? 0, y ?? 0);
  },
  /** Waits until text is to be seen. */
  waitForText: async (page, text) => {
    await find(page, text);
  },
  /** Waits until text is no longer to be seen. */
  waitForNoText: async (page, text) => {
    await until(
      async () => ((await page.evaluate(boxOfText, text)) === undefined ? true : undefined),
      `"${text}" stays in the page`,
    );
  },
  /** Waits until an element, given as a CSS selector, is to be seen. */
  waitForElement: (page, selector) => page.locator(selector).first().waitFor({ state: "visible", timeout: patience }),
  /** Runs a command by its title, through the command palette. */
  command: async (page, title) => {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget").first().waitFor({ state: "visible", timeout: patience });
    await page.keyboard.type(title);
    await page
      .locator(".quick-input-list .monaco-list-row.focused")
      .first()
      .waitFor({ state: "visible", timeout: patience });
    await page.keyboard.press("Enter");
  },
  /** Waits a number of milliseconds; for pictures of things that give no sign when they are done. */
  wait: async (_page, milliseconds) => {
    await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
  },
};

/** @typedef {keyof typeof actions | "screenshot" | "window"} ActionKind */

/**
 * Does one action in a page; "window" is for who has several.
 * @param {Page} page
 * @param {Action} action
 * @param {{ screenshots: string }} options the folder where pictures go
 */
export async function act(page, action, { screenshots }) {
  if (action.kind === "window") throw new HostError("run", "Here is only one window.");
  if (action.kind !== "screenshot") return actions[action.kind](page, action.text);
  if (!/^[\w-]+$/.test(action.text)) {
    throw new HostError("run", `"${action.text}" is no name for a picture: use letters, digits, "-" and "_".`);
  }
  await page.screenshot({ path: join(screenshots, `${action.text}.png`) });
}

/**
 * @param {unknown} value
 * @returns {Action} the action that a JSON object with one member describes
 */
export function parseAction(value) {
  /** @type {[string, unknown][]} */
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const [kind, text] = entries[0] ?? ["", undefined];
  if (entries.length !== 1 || !isActionKind(kind) || (typeof text !== "string" && typeof text !== "number")) {
    const known = [...Object.keys(actions), "screenshot", "window"].join(", ");
    throw new HostError("run", `${JSON.stringify(value)} is no step. A step has one member, one of: ${known}.`);
  }
  return { kind, text: String(text) };
}

/**
 * @param {string} kind
 * @returns {kind is ActionKind}
 */
function isActionKind(kind) {
  return kind === "screenshot" || kind === "window" || Object.hasOwn(actions, kind);
}

/** @param {Box} box */
function center(box) {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/**
 * @param {Page} page
 * @param {string} text
 * @returns {Promise<Box>} where the text is, once it is there
 */
function find(page, text) {
  return until(() => page.evaluate(boxOfText, text), `"${text}" does not appear in the page`);
}

/**
 * @template Value
 * @param {() => Promise<Value | undefined>} look
 * @param {string} complaint
 * @returns {Promise<Value>}
 */
async function until(look, complaint) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new HostError("run", `${complaint} (waited ${patience / 1000} s).`);
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
}
