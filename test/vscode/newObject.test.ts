import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fixtureUri } from "./editors.js";
import { hostPage } from "./hostPage.js";
import { definition } from "./support/definition.js";
import { closeEditors, until, untilProblems, writeFile } from "./support/editor.js";
import { suite, test } from "./runner.js";

const command = "lwm2m.newObjectDefinition";

async function remove(path: string): Promise<void> {
  await vscode.workspace.fs.delete(fixtureUri(path), { recursive: true });
}

suite("a new object definition", () => {
  test("is created from arguments, without an error, and its description is selected", async () => {
    const folder = fixtureUri("new");
    const uri = await vscode.commands.executeCommand<vscode.Uri>(command, { id: 10777, name: "Tank Level", folder });
    assert.equal(uri.toString(), fixtureUri("new/10777.xml").toString());
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), uri.toString());
    assert.match(editor.document.getText(editor.selection), /^What this object is for/u);
    assert.match(editor.document.getText(), /<Name>Tank Level<\/Name>/u);
    await untilProblems(editor.document, []);
    await closeEditors();
    await remove("new");
  });

  test("is refused where another object has the ID", async () => {
    await writeFile("taken/11005.xml", definition({ id: 11005 }));
    const folder = fixtureUri("new");
    const refused = (id: number): Thenable<unknown> =>
      vscode.commands.executeCommand(command, { id, name: "Tank", folder });
    assert.equal(await refused(11005), undefined);
    await hostPage.waitForText("11005 is defined in");
    assert.equal(await refused(3303), undefined);
    await hostPage.waitForText("3303 is Temperature of the OMA registry");
    assert.equal(await refused(1500), undefined);
    await vscode.commands.executeCommand("notifications.clearAll");
    await remove("taken");
  });

  test("never overwrites a file", async () => {
    const uri = await writeFile("new/10778.xml", "<precious/>");
    const answer = await vscode.commands.executeCommand(command, {
      id: 10778,
      name: "Tank",
      folder: fixtureUri("new"),
    });
    assert.equal(answer, undefined);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), "<precious/>");
    await vscode.commands.executeCommand("notifications.clearAll");
    await remove("new");
  });

  test("asks for class, ID, name and folder, also backwards", async () => {
    if (!hostPage.isAvailable) return;
    const none = (): Promise<void> => Promise.resolve();
    const running = vscode.commands.executeCommand<vscode.Uri | undefined>(command);
    await hostPage.waitForText("Block of a company");
    await hostPage.screenshot("new-object-class");
    await hostPage.type("test only");
    await hostPage.press("Enter", none);
    await hostPage.waitForText("Free for anybody to try something.");
    await hostPage.press("Control+A", none);
    await hostPage.type("3303");
    await hostPage.waitForText("Write a number from 42769 to 42800");
    await hostPage.screenshot("new-object-id");
    await hostPage.press("Control+A", none);
    await hostPage.type("42771");
    await hostPage.press("Enter", none);
    await hostPage.waitForText("each word with a capital");
    await vscode.commands.executeCommand("workbench.action.quickInputBack");
    await hostPage.waitForText("Free for anybody to try something.");
    await hostPage.press("Control+A", none);
    await hostPage.type("42772");
    await hostPage.press("Enter", none);
    await hostPage.waitForText("each word with a capital");
    await hostPage.type("Pump Station");
    await hostPage.press("Enter", none);
    await hostPage.waitForText("Another folder…");
    await hostPage.press("Enter", none);
    const uri = await running;
    assert.match(uri?.path ?? "", /\/42772\.xml$/u);
    const editor = await until("the new file is open", () => vscode.window.activeTextEditor);
    assert.match(editor.document.getText(), /<Name>Pump Station<\/Name>/u);
    await closeEditors();
    await remove("42772.xml");
  });
});
