// Tests the VSIX as it is shipped; "npm run package" must have made it: npm run test:package
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildPackageTests } from "./buildTests.mjs";

const root = join(import.meta.dirname, "..");
const vsix = join(root, "out/lwm2m-workbench.vsix");

if (!existsSync(vsix)) {
  console.error('There is no VSIX to test. Run "npm run package" first.');
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...(await buildPackageTests())], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, LWM2M_VSIX: vsix },
});
process.exitCode = status ?? 1;
