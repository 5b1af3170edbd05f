import assert from "node:assert/strict";
import * as vscode from "vscode";
import { hostPage } from "./hostPage.js";
import { definition } from "./support/definition.js";
import { closeEditors, openFile, until, untilProblems } from "./support/editor.js";
import { suite, test } from "./runner.js";

/** The process of the language server. */
async function serverProcess(): Promise<number | undefined> {
  const extension = vscode.extensions.getExtension<{ languageServerProcessId: () => number | undefined }>(
    "lwm2m-workbench.lwm2m-workbench",
  );
  return (await extension?.activate())?.languageServerProcessId();
}

const broken = definition().replace("<Type>Integer", "<Type>Intger");

suite("the language server", () => {
  test("starts again after a crash, and says where its log is", async () => {
    const { document } = await openFile("10999.xml", broken);
    await untilProblems(document, [["type-value", "Intger"]]);
    const first = await serverProcess();
    assert.ok(first !== undefined, "The server runs.");
    process.kill(first, "SIGKILL");
    await hostPage.waitForText("The LwM2M language server crashed");
    const second = await until("another server runs", async () => {
      const id = await serverProcess();
      return id === first ? undefined : id;
    });
    assert.notEqual(second, first);
    await untilProblems(document, [["type-value", "Intger"]]);
    await vscode.commands.executeCommand("notifications.clearAll");
    await closeEditors();
  });

  test("is restarted by the command", async () => {
    const { document } = await openFile("10999.xml", broken);
    await untilProblems(document, [["type-value", "Intger"]]);
    const first = await serverProcess();
    await vscode.commands.executeCommand("lwm2m.restartLanguageServer");
    const second = await serverProcess();
    assert.ok(first !== undefined && second !== undefined);
    assert.notEqual(second, first);
    await untilProblems(document, [["type-value", "Intger"]]);
    await closeEditors();
  });
});
