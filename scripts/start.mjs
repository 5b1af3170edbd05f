// Opens the extension on its examples, for a person: npm start [-- --port N]
import { execFile as execFileWithCallback } from "node:child_process";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { buildAll } from "./build.mjs";
import { codeServer } from "./host/components.mjs";
import { HostError, describeError } from "./host/hostError.mjs";
import { createHostLog } from "./host/hostLog.mjs";
import { installCodeServer } from "./host/installCodeServer.mjs";
import { openAddress } from "./host/openAddress.mjs";
import { openVscode } from "./host/openVscode.mjs";
import { pageUrl } from "./host/pageUrl.mjs";
import { startServer } from "./host/server.mjs";
import { startSession } from "./host/session.mjs";
import { quietSettings } from "./host/settings.mjs";

const usage = `Usage: npm start [-- OPTIONS]

Builds the extension and opens it on the folder examples/: in desktop VS Code when "code" is on the PATH,
else (Linux x64) in your browser, served by VS Code from npm.

  --browser   serve to the browser even when there is a desktop VS Code
  --port N    serve on this port instead of a free one
`;

const execFile = promisify(execFileWithCallback);

const root = join(import.meta.dirname, "..");
const examples = join(root, "examples");

/** @param {string} line */
function report(line) {
  console.log(line);
}

/** @param {number | undefined} port */
async function serve(port) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new HostError(
      "unsupported",
      'Please install VS Code and make sure that "code" is on the PATH (in VS Code: "Shell Command: Install \'code\' command in PATH"). VS Code from npm, which could take its place, is only supported on Linux x64.',
    );
  }
  const session = await startSession();
  try {
    const log = createHostLog();
    const installation = { cache: join(root, ".vscode-test"), env: session.env(), report };
    const vscode = await installCodeServer(installation).catch((/** @type {unknown} */ cause) => {
      throw new HostError(
        "install",
        `${describeError(cause)}\nOr install desktop VS Code with "code" on the PATH; then nothing is downloaded.`,
        { cause },
      );
    });
    const server = await startServer(session, log, { vscode, port: port ?? 0, settings: quietSettings });
    const url = pageUrl(server, { folder: examples, extension: root, ...beginning });
    report(`\n${codeServer.title} serves the extension at\n\n  ${url}\n`);
    report("The address works on this machine only. Press Ctrl+C to stop.");
    openAddress(url);
    throw new HostError("server", `${await server.stopped}\n${log.tail(15)}`);
  } finally {
    await session.end();
  }
}

/**
 * Has the command line write the runtime that the program in the examples imports; it is not committed. Where somebody has
 * broken the examples meanwhile, everything else works as well.
 */
async function generateExample() {
  try {
    await execFile(process.execPath, [join(root, "dist/cli.cjs"), "generate"], { cwd: examples });
  } catch (error) {
    report(`The TypeScript of the examples was not generated. ${describeError(error)}`);
  }
}

/** The file to begin with: an empty window says nothing, so the sample with mistakes is opened. */
const beginning = { file: join(examples, "objects/42010.xml") };

async function main() {
  const { values } = parseArgs({
    options: {
      browser: { type: "boolean", default: false },
      port: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    report(usage);
    return;
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
    throw new HostError("server", `"${values.port ?? ""}" is no port; give a number from 0 to 65535.`);
  }
  await buildAll(report);
  await generateExample();
  const wantsBrowser = values.browser || port !== undefined;
  if (!wantsBrowser && (await openVscode({ extension: root, folder: examples, ...beginning }))) {
    report("VS Code is opening on examples/ with the extension loaded. Close its window when you are done.");
    return;
  }
  await serve(port);
}

try {
  await main();
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
