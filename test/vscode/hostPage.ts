// What a test may do as a user: look, type, press keys, move the mouse.
// In VS Code from npm the harness does it in the page; desktop VS Code has no such hands, so each action that matters
// for a test's outcome comes with a way to the same result through the API, and the suite passes on both.
import * as vscode from "vscode";

/** The way to the same result where there is no page: a command or a call that it consists of. */
type Otherwise = () => PromiseLike<unknown>;

const endpoint = process.env["LWM2M_HOST_PAGE"];

/**
 * The page in which VS Code runs. Every action is done when its promise is fulfilled; it is rejected with a sentence
 * when the page does not show what is looked for.
 */
export const hostPage = {
  /** Whether there is a page; for the rare test that makes no sense without one. */
  isAvailable: endpoint !== undefined,

  /** Saves a picture as `out/screenshots/NAME.png`; without a page it says that it does not. */
  async screenshot(name: string): Promise<void> {
    if (endpoint === undefined) console.log(`# No screenshot "${name}": desktop VS Code cannot take one.`);
    else await act(endpoint, "screenshot", name);
  },

  /** Types text into whatever has the focus; without a page, into the active editor. */
  async type(text: string): Promise<void> {
    if (endpoint === undefined) await vscode.commands.executeCommand("type", { text });
    else await act(endpoint, "type", text);
  },

  /** Presses keys, for instance `Control+Space`. */
  async press(keys: string, otherwise: Otherwise): Promise<void> {
    await actOr("press", keys, otherwise);
  },

  /** Moves the mouse onto the first visible place of a text. */
  async hover(text: string, otherwise: Otherwise): Promise<void> {
    await actOr("hover", text, otherwise);
  },

  /** Clicks on the first visible place of a text. */
  async click(text: string, otherwise: Otherwise): Promise<void> {
    await actOr("click", text, otherwise);
  },

  /** Waits until a text is to be seen; without a page there is nothing to see and nothing to wait for. */
  async waitForText(text: string): Promise<void> {
    await actOr("waitForText", text, nothing);
  },

  /** Has the actions from now on done in the second window, or in the first one again; there is none without a page. */
  async useWindow(which: "first" | "second"): Promise<void> {
    await actOr("window", which, nothing);
  },

  /** Waits until a text is no longer to be seen. */
  async waitForNoText(text: string): Promise<void> {
    await actOr("waitForNoText", text, nothing);
  },
} as const;

async function nothing(): Promise<void> {
  await Promise.resolve();
}

async function actOr(kind: string, text: string, otherwise: Otherwise): Promise<void> {
  if (endpoint === undefined) await otherwise();
  else await act(endpoint, kind, text);
}

async function act(url: string, kind: string, text: string): Promise<void> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify({ [kind]: text }) });
  if (!response.ok) throw new Error(await response.text());
}
