// The entry of the extension tests: VS Code calls `run` in its extension host.
import * as vscode from "vscode";
import { hostPage } from "./hostPage.js";
import { runTests } from "./runner.js";

/**
 * Runs all tests that the bundle has collected.
 * @throws when one failed, which is how VS Code learns of it
 */
export async function run(): Promise<void> {
  const print = (line: string): void => {
    console.log(line);
  };
  // The harness shows the output from this line on.
  const page = hostPage.isAvailable ? "in a page that tests can drive" : "without a page, so no screenshots are taken";
  print(`# ${vscode.env.appName}, VS Code ${vscode.version}, Node ${process.versions.node}, ${page}`);
  const failed = await runTests({
    only: list(process.env["LWM2M_TEST_ONLY"]),
    traits: list(process.env["LWM2M_TEST_TRAITS"]),
    print,
    onFailure: (name) => hostPage.screenshot(`failed-${name.replace(/\W+/g, "-")}`).catch(print),
  });
  if (failed > 0) throw new Error(`Extension tests that failed: ${failed.toString()}.`);
}

function list(json: string | undefined): string[] {
  const value: unknown = JSON.parse(json ?? "[]");
  return Array.isArray(value) ? value.map(String) : [];
}
