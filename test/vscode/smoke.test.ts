// The extension is there, in a VS Code that opens files and shows them.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fixtureUri, openFixture, placeCursor } from "./editors.js";
import { hostPage } from "./hostPage.js";
import { suite, test } from "./runner.js";
import { until } from "./support/editor.js";

suite("host", () => {
  test("loads the extension", async () => {
    const extension = vscode.extensions.getExtension("lwm2m-workbench.lwm2m-workbench");
    assert.ok(extension, "the extension is present");
    const isFirst = !extension.isActive;
    const start = performance.now();
    await extension.activate();
    // A figure for the bench: it runs this test alone, so that nothing has activated the extension before.
    if (isFirst) console.log(`activation: ${(performance.now() - start).toFixed(1)} ms (goal 50)`);
    assert.equal(extension.isActive, true);
  });

  test("opens a file of the workspace", async () => {
    const editor = await openFixture("thermostat.xml");
    assert.match(editor.document.getText(), /<Name>Thermostat<\/Name>/);
    await hostPage.waitForText("<Name>Thermostat</Name>");
    await hostPage.screenshot("smoke");
  });

  test("finds and watches files", async () => {
    const found = await vscode.workspace.findFiles("**/thermostat.xml");
    assert.deepEqual(found.map(String), [fixtureUri("thermostat.xml").toString()]);
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.xml");
    try {
      const created = new Promise<vscode.Uri>((resolve) => watcher.onDidCreate(resolve));
      const uri = fixtureUri("created.xml");
      await vscode.workspace.fs.writeFile(uri, new Uint8Array());
      assert.equal((await created).toString(), uri.toString());
    } finally {
      watcher.dispose();
    }
  });

  test("types and presses keys", async () => {
    const editor = await openFixture("thermostat.xml");
    const text = editor.document.getText();
    await placeCursor(editor, new vscode.Position(0, 0));
    await hostPage.type("typed ");
    await hostPage.waitForText("typed <?xml");
    // The page shows what is typed before the extension host hears of it.
    await until("the typed text", () => editor.document.getText() === `typed ${text}` || undefined);
    await hostPage.press("Control+Z", () => vscode.commands.executeCommand("undo"));
    await hostPage.waitForNoText("typed <?xml");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await until("the text as it was", () => editor.document.getText() === text || undefined);
  });

  test("trusts the workspace", () => {
    assert.equal(vscode.workspace.isTrusted, true);
  });

  test(
    "opens the workspace restricted",
    () => {
      assert.equal(vscode.workspace.isTrusted, false);
    },
    { needs: "restricted" },
  );

  test(
    "loads another extension beside ours",
    async () => {
      const neighbor = vscode.extensions.getExtension("lwm2m-workbench-fixtures.neighbor");
      assert.ok(neighbor, "the other extension is present");
      assert.equal(await neighbor.activate(), "neighbor");
    },
    { needs: "neighbor" },
  );
});
