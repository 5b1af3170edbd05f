// Runs the unit tests: npm run test:unit [-- PART...] runs those whose path contains one of the parts.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildUnitTests } from "./buildTests.mjs";

const parts = process.argv.slice(2);
const bundles = await buildUnitTests();
const chosen = bundles.filter((bundle) => parts.length === 0 || parts.some((part) => bundle.includes(part)));
if (chosen.length === 0) {
  // Node would look for tests by itself when it is given none, and a run without a test must not look like a success.
  console.error(parts.length === 0 ? "There is no unit test." : `No unit test has ${parts.join(" or ")} in its path.`);
  process.exit(1);
}
const child = spawn(process.execPath, ["--test", "--enable-source-maps", ...chosen], {
  cwd: join(import.meta.dirname, ".."),
  stdio: "inherit",
});
child.once("close", (code) => {
  process.exitCode = code ?? 1;
});
