import assert from "node:assert/strict";
import * as vscode from "vscode";
import { versionOf } from "../../lwm2m/base/productVersion.js";
import { fixtureUri } from "./editors.js";
import { until } from "./support/editor.js";
import { suite, test } from "./runner.js";

suite("terminals", () => {
  test("know the command lwm2m, which runs on VS Code's own Node.js", async () => {
    if (process.platform === "win32") return;
    const extension = vscode.extensions.getExtension("lwm2m-workbench.lwm2m-workbench");
    await extension?.activate();
    const answer = fixtureUri("terminal-answer.txt");
    const terminal = vscode.window.createTerminal({ shellPath: "/bin/sh", cwd: fixtureUri("") });
    try {
      terminal.sendText(`lwm2m --version > '${answer.fsPath}' 2>&1`);
      const text = await until("the answer of the command line", async () => {
        try {
          const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(answer));
          return written.endsWith("\n") ? written : undefined;
        } catch {
          return undefined;
        }
      });
      assert.equal(text.trim(), versionOf(extension?.packageJSON));
    } finally {
      terminal.dispose();
      await vscode.workspace.fs.delete(answer);
    }
  });
});
