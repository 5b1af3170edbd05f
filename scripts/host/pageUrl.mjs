// The address that opens VS Code on a folder, with our extension loaded.
import { pathToFileURL } from "node:url";

/**
 * @typedef {object} PageOptions
 * @property {string} folder the workspace
 * @property {string} extension the folder of the extension under development; VS Code's web page takes only one
 * @property {string} [tests] the module that runs the tests
 * @property {string} [file] a file to open, `path:line:column` when the place matters
 */

/**
 * @param {import("./server.mjs").RunningServer} server
 * @param {PageOptions} options absolute paths
 * @returns {string} the address; it holds the token, so it belongs on the user's own screen only
 */
export function pageUrl(server, { folder, extension, tests, file }) {
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ["skipWelcome", "true"],
  ];
  if (tests !== undefined) payload.push(["extensionTestsPath", remote(tests)]);
  if (file !== undefined) payload.push(["openFile", remote(file)], ["gotoLineMode", "true"]);
  const url = new URL(`http://${server.authority}/`);
  url.searchParams.set("tkn", server.token);
  url.searchParams.set("folder", folder);
  url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;

  /** @param {string} path */
  function remote(path) {
    return `vscode-remote://${server.authority}${pathToFileURL(path).pathname}`;
  }
}
