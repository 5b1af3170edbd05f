// Runs the extension tests in a real VS Code: npm run test:vscode [-- OPTIONS] [PART...]
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "./build.mjs";
import { buildExtensionTests } from "./buildTests.mjs";
import { HostError, describeError } from "./host/hostError.mjs";
import { runOnDesktop } from "./host/runOnDesktop.mjs";
import { runOnNpmHost } from "./host/runOnNpmHost.mjs";

const usage = `Usage: npm run test:vscode [-- OPTIONS] [PART...]

Runs the extension tests whose name contains one of the parts. Without parts and options that choose a run, all of
them: in a trusted folder, then beside other extensions, then in a restricted folder.
On Linux x64 they run in VS Code from npm, elsewhere in desktop VS Code.

  --desktop         run in desktop VS Code; VSCODE_EXECUTABLE names an installed one
  --restricted      open the workspace restricted and run the tests made for that
  --with NAME       load test/fixtures/extensions/NAME beside our extension; may be repeated
  --timeout SECONDS for a run, 600 unless told
`;

const root = join(import.meta.dirname, "..");
const fixtures = join(root, "test/fixtures");

/** @param {string} line */
function report(line) {
  console.log(line);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      desktop: { type: "boolean", default: false },
      restricted: { type: "boolean", default: false },
      with: { type: "string", multiple: true, default: [] },
      timeout: { type: "string", default: "600" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    report(usage);
    return;
  }
  const neighbors = (await readdir(join(fixtures, "extensions"))).sort();
  const stranger = values.with.find((name) => !neighbors.includes(name));
  if (stranger !== undefined) throw new HostError("run", `There is no extension test/fixtures/extensions/${stranger}.`);

  await buildAll(report);
  const tests = await buildExtensionTests();
  const chosen = { restricted: values.restricted, neighbors: values.with };
  const isChosen = chosen.restricted || chosen.neighbors.length > 0 || positionals.length > 0;
  const everything = [
    { restricted: false, neighbors: [] },
    { restricted: false, neighbors },
    { restricted: true, neighbors: [] },
  ];
  for (const { restricted, neighbors } of isChosen ? [chosen] : everything) {
    const traits = [...(restricted ? ["restricted"] : []), ...neighbors];
    if (!isChosen) report(`\nWith ${traits.join(", ") || "nothing else"}:`);
    /** @type {import("./host/testRun.mjs").TestRun} */
    const run = {
      root,
      tests,
      workspace: join(fixtures, "workspace"),
      extensions: neighbors.map((name) => join(fixtures, "extensions", name)),
      restricted,
      env: { LWM2M_TEST_ONLY: JSON.stringify(positionals), LWM2M_TEST_TRAITS: JSON.stringify(traits) },
      screenshots: join(root, "out/screenshots"),
      logFile: join(root, "out/vscode-host.log"),
      timeout: Number(values.timeout) * 1000,
      report,
    };
    const executable = process.env.VSCODE_EXECUTABLE;
    const hasNpmHost = process.platform === "linux" && process.arch === "x64";
    if (hasNpmHost && !values.desktop && executable === undefined) await runOnNpmHost(run);
    else await runOnDesktop(run, { executable });
  }
}

try {
  await main();
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
