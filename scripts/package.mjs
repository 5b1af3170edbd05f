// Builds the extension and packs it into out/lwm2m-workbench.vsix: npm run package
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { buildAll } from "./build.mjs";

const root = join(import.meta.dirname, "..");
const vsix = join(root, "out/lwm2m-workbench.vsix");

/** The command line of vsce, which its package.json names. */
function vsceProgram() {
  const manifest = createRequire(import.meta.url).resolve("@vscode/vsce/package.json");
  /** @type {unknown} */
  const json = JSON.parse(readFileSync(manifest, "utf8"));
  const { bin } = /** @type {{ bin: { vsce: string } }} */ (json);
  return join(dirname(manifest), bin.vsce);
}

await buildAll(console.log);
mkdirSync(dirname(vsix), { recursive: true });
// Without a repository there is no address that relative links of the README could be turned into.
const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", vsix];
const { status } = spawnSync(process.execPath, [vsceProgram(), "package", ...options], { cwd: root, stdio: "inherit" });
if (status === 0) console.log(`${vsix}: ${Math.ceil(statSync(vsix).size / 1024)} KB`);
process.exitCode = status ?? 1;
