// What the npm host and other tests are made of: every package with its exact version, as data.

/**
 * A part of the host that is installed on its own, so that nobody waits for a part that is not needed:
 * serving VS Code to a person needs no browser of ours, and a system browser needs no Chromium.
 * @typedef {object} Component
 * @property {string} folder name of its folder in `.vscode-test/`
 * @property {string} title what it is, for people
 * @property {string} size what the download roughly costs, for people
 * @property {readonly string[]} packages npm packages with exact versions
 * @property {number} recipe raised when the steps after `npm install` change, so that old folders are made anew
 */

/** The version of VS Code that the npm host contains; the desktop host downloads the same one. */
export const vscodeVersion = "1.100.3";

/**
 * VS Code's server and workbench. Its install scripts would download and compile; the native parts that matter come
 * from packages that carry them prebuilt (search and `findFiles` need ripgrep, terminals need the pseudo-terminal).
 * @type {Component}
 */
export const codeServer = {
  folder: "code-server-4.100.3",
  title: `VS Code ${vscodeVersion} (code-server 4.100.3 from npm)`,
  size: "about 350 MB on disk",
  packages: ["code-server@4.100.3", "@vscode/ripgrep-linux-x64@1.18.0", "@lydell/node-pty-linux-x64@1.1.0"],
  recipe: 1,
};

/**
 * Drives the browser. The version is the one made for Chromium 143.
 * @type {Component}
 */
export const playwright = {
  folder: "playwright-core-1.57.0",
  title: "Playwright 1.57.0",
  size: "about 9 MB on disk",
  packages: ["playwright-core@1.57.0"],
  recipe: 1,
};

/**
 * A Chromium inside an npm package, with the NSS libraries it needs. A bare machine has no fixed-width font either,
 * and an editor in a proportional one is no picture to look at, hence the fonts.
 * @type {Component}
 */
export const chromium = {
  folder: "chromium-143.0.4",
  title: "Chromium 143 (@sparticuz/chromium 143.0.4 from npm)",
  size: "about 280 MB on disk",
  packages: ["@sparticuz/chromium@143.0.4", "dejavu-fonts-ttf@2.37.3"],
  recipe: 1,
};

/**
 * A runtime with BoringSSL, as Electron has it, in the place of OpenSSL. Its package brings the programs of all platforms
 * as optional packages, of which npm takes the one that fits; its install script would only copy that.
 * @type {Component}
 */
export const bun = {
  folder: "bun-1.4.5",
  title: "bun 1.4.5",
  size: "about 100 MB on disk",
  packages: ["bun@1.4.5"],
  recipe: 1,
};

/**
 * A DTLS client that others wrote, for the interoperability tests. It asks for Node 22 and for native packages, and does
 * without both; as a dependency it would have every installation warn.
 * @type {Component}
 */
export const nodeDtlsClient = {
  folder: "node-dtls-client-2.0.3",
  title: "node-dtls-client 2.0.3",
  size: "about 2 MB on disk",
  packages: ["node-dtls-client@2.0.3"],
  recipe: 1,
};

/**
 * Compilers of other years than ours, which users of generated bindings have: the oldest and the newest that we promise,
 * and the first that knows every check we compile with.
 * @type {readonly Component[]}
 */
export const compilers = ["5.0.4", "5.8.3", "7.0.2"].map((version) => ({
  folder: `typescript-${version}`,
  title: `TypeScript ${version}`,
  size: "about 40 MB on disk",
  packages: [`typescript@${version}`],
  recipe: 1,
}));

/** The newest Node when this was last looked at, under which the tests run beside the oldest one. */
export const newestNode = "26.12.1";

/** The package of npm that carries Node's program for this machine. */
export const nodePackage = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

/**
 * Another Node than the one that runs this.
 * @param {string} version
 * @returns {Component}
 */
export function nodeRuntime(version) {
  return {
    folder: `node-${version}`,
    title: `Node ${version}`,
    size: "about 130 MB on disk",
    packages: [`${nodePackage}@${version}`],
    recipe: 1,
  };
}
