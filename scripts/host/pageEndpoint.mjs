// Lets the tests, which run in the extension host, act in the page: a loopback endpoint with an unguessable address.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { describeError } from "./hostError.mjs";
import { act, parseAction } from "./pageActions.mjs";

/** @typedef {import("./playwrightTypes.mjs").Page} Page */

/**
 * The windows that tests act in. The first one runs the tests; a second one opens when it is first asked for.
 * @typedef {object} Windows
 * @property {Page} first
 * @property {() => Promise<Page>} openSecond
 */

/** The variable by which the tests learn the address of the endpoint. */
export const endpointVariable = "LWM2M_HOST_PAGE";

/**
 * Opens the endpoint. It takes `POST` with one action as JSON, one after the other, and answers 204, or 400 with a
 * sentence. `{ "window": "second" }` has the actions after it done in the second window, `"first"` in the first again.
 * The session closes it.
 * @param {import("./session.mjs").Session} session
 * @param {Windows} windows
 * @param {{ screenshots: string }} options
 * @returns {Promise<string>} its address
 */
export async function openPageEndpoint(session, windows, options) {
  const path = `/${randomUUID()}`;
  /** @type {Promise<void>} */
  let last = Promise.resolve();
  let page = windows.first;
  /** @type {Promise<Page> | undefined} */
  let second;
  const server = createServer((request, response) => {
    if (request.url !== path || request.method !== "POST") {
      response.writeHead(404).end();
      return;
    }
    const done = last.then(async () => {
      const action = parseAction(JSON.parse(await body(request)));
      if (action.kind !== "window") await act(page, action, options);
      else page = action.text === "second" ? await (second ??= windows.openSecond()) : windows.first;
    });
    // The next action waits for this one also when it fails.
    last = done.catch(() => undefined);
    done.then(
      () => response.writeHead(204).end(),
      (/** @type {unknown} */ error) =>
        response.writeHead(400, { "content-type": "text/plain" }).end(describeError(error)),
    );
  });
  await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(undefined);
    });
  });
  session.beforeEnd(async () => {
    server.closeAllConnections();
    server.close();
    await Promise.resolve();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://127.0.0.1:${port}${path}`;
}

/** @param {import("node:http").IncomingMessage} request */
async function body(request) {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
