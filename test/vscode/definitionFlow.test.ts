// From the definition to the device and back: what is edited decodes at once, and values lead to their definition.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { OperationResult } from "../../engine/protocol/operations.js";
import type { SimulatorInfo } from "../../engine/protocol/simulators.js";
import { fixtureUri, openFixture } from "./editors.js";
import { hostPage } from "./hostPage.js";
import { suite, test } from "./runner.js";
import { definition, item } from "./support/definition.js";
import { closeEditors, openFile, until, writeFile } from "./support/editor.js";
import { startServer, stopServer } from "./support/lwm2mServer.js";

const tank = definition({ id: 11011, items: [item(0, { Name: "Level" }), item(7, { Name: "Alarm" })].join("\n") });

function goTo(argument: object): Thenable<vscode.TextEditor | undefined> {
  return vscode.commands.executeCommand("lwm2m.goToDefinition", argument);
}

/** The line that the caret is in. */
function currentLine({ document, selection }: vscode.TextEditor): string {
  return document.lineAt(selection.start.line).text.trim();
}

suite("definitions and devices", () => {
  test("a definition is found at its line: in an open file, in one that is not open, in the registry", async () => {
    await writeFile("flow/11011.xml", tank);
    const unopened = await goTo({ objectId: 11011, resourceId: 7 });
    assert.ok(unopened);
    assert.equal(unopened.document.uri.toString(), fixtureUri("flow/11011.xml").toString());
    assert.equal(currentLine(unopened), '<Item ID="7">');
    const object = await goTo({ path: "/11011" });
    assert.equal(object && currentLine(object), '<Object ObjectType="MODefinition">');
    const published = await goTo({ objectId: 3303, version: "1.1", resourceId: 5700 });
    assert.equal(published?.document.uri.toString(), "lwm2m-registry:/3303/1.1/Temperature%201.1.xml");
    assert.equal(currentLine(published), '<Item ID="5700">');
    assert.equal(published.document.languageId, "xml");
    await hostPage.waitForText("Sensor Value");
    await hostPage.screenshot("definition-of-registry");
    assert.equal(await goTo({ objectId: 12345 }), undefined);
    await hostPage.waitForText("Object 12345 is defined neither");
    await closeEditors();
  });

  test("an object that is being edited is simulated, and the next keystroke changes what the device's values mean", async () => {
    await startServer();
    const editor = await openFile("flow/11011.xml", tank);
    const command = await until("the lens", async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        editor.document.uri,
        10,
      );
      return found.find((lens) => lens.command?.title === "Simulate This Object")?.command;
    });
    const simulate = (): Thenable<SimulatorInfo | undefined> =>
      vscode.commands.executeCommand(command.command, command.arguments?.[0]);
    const simulated = await until("a simulated device", simulate);
    const device = simulated.endpoint;
    const read = (): Thenable<OperationResult> =>
      vscode.commands.executeCommand("lwm2m.read", { device, path: "/11011/0/0" });
    const typeOf = (result: OperationResult | undefined): string | undefined =>
      result?.kind === "success" ? result.values[0]?.type : undefined;
    await until("a value", async () => typeOf(await read().then(undefined, () => undefined)));
    assert.equal(typeOf(await read()), "Integer");
    // The tree is to be seen beside a file that has none of its words.
    const { document } = editor;
    const change = async (from: string, to: string): Promise<void> => {
      const start = document.positionAt(document.getText().indexOf(from));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(start, start.translate(0, from.length)), to);
      await vscode.workspace.applyEdit(edit);
    };
    await openFixture("thermostat.xml");
    await vscode.commands.executeCommand("lwm2m.devices.focus");
    await hostPage.click("Tank", () => Promise.resolve());
    await hostPage.waitForText("Level");
    await hostPage.screenshot("definition-flow-before");
    await change("<Name>Level</Name>", "<Name>Fill Height</Name>");
    await hostPage.waitForText("Fill Height");
    await hostPage.screenshot("definition-flow-after");
    await change("<Type>Integer</Type>", "<Type>Float</Type>");
    await until("the new type", async () => (typeOf(await read()) === "Float" ? true : undefined));
    assert.ok(document.isDirty, "Nothing had to be saved.");
    await vscode.commands.executeCommand("lwm2m.stopSimulatedDevice", device);
    await stopServer();
    await vscode.window.showTextDocument(document);
    await closeEditors();
    await vscode.workspace.fs.delete(fixtureUri("flow"), { recursive: true });
  });
});
