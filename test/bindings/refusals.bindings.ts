import { test } from "node:test";
import { checkRefusals } from "./support/checkRefusals.js";
import { installedCompilers } from "./support/compiler.js";

for (const compiler of installedCompilers()) {
  test(`TypeScript ${compiler.version} refuses what a definition does not allow`, () => checkRefusals(compiler));
}
