// VS Code from npm, ready to serve.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codeServer } from "./components.mjs";
import { install } from "./install.mjs";
import { npmInstall } from "./npm.mjs";

/** Where VS Code itself lives inside the component. */
const vscodeFolder = join("node_modules", "code-server", "lib", "vscode");

/**
 * Native parts and what takes their place: without ripgrep there is no search and `findFiles` fails, without the
 * pseudo-terminal no terminal opens, without the logger every output channel stays empty.
 * @type {readonly { from: string, to: string }[]}
 */
const replacements = [
  { from: "node_modules/@vscode/ripgrep-linux-x64/bin/rg", to: "node_modules/@vscode/ripgrep/bin/rg" },
  { from: "node_modules/@lydell/node-pty-linux-x64/pty.node", to: "node_modules/node-pty/build/Release/pty.node" },
];

/** What takes the place of the native watchdog, whose work the guard of the session does. */
const noWatchdog = "exports.start = () => {};\nexports.exit = (code) => process.exit(code);\n";

/**
 * @param {import("./install.mjs").InstallContext} ctx
 * @returns {Promise<string>} the folder from which `out/server-main.js` runs
 */
export async function installCodeServer(ctx) {
  const folder = await install(ctx, codeServer, async (workFolder) => {
    const vscode = join(workFolder, vscodeFolder);
    await npmInstall(vscode, [], ctx.env);
    for (const { from, to } of replacements) await place(join(workFolder, from), join(vscode, to));
    await place(
      join(import.meta.dirname, "standIns", "spdlog.mjs"),
      join(vscode, "node_modules/@vscode/spdlog/index.js"),
    );
    await writeFile(
      join(vscode, "node_modules/@vscode/spdlog/package.json"),
      '{ "type": "module", "main": "index.js" }\n',
    );
    await writeFile(join(vscode, "node_modules/native-watchdog/index.js"), noWatchdog);
  });
  return join(folder, vscodeFolder);
}

/**
 * @param {string} from
 * @param {string} to
 */
async function place(from, to) {
  await mkdir(join(to, ".."), { recursive: true });
  await copyFile(from, to);
}
