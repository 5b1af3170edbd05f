import assert from "node:assert/strict";
import * as vscode from "vscode";
import { definition, item } from "./support/definition.js";
import { closeEditors, openFile, untilProblems, withSetting } from "./support/editor.js";
import { suite, test } from "./runner.js";

/** Three mistakes with one certain remedy each, and one that only the author can mend. */
const mistakes = definition({
  items: [
    item(0, { Type: "integer" }),
    item(1, { Mandatory: "Yes" }),
    item(2, { MultipleInstances: "single" }),
    item(3, { Description: "" }),
  ].join("\n"),
});

suite("fix all", () => {
  test("the command fixes what is safe in the file", async () => {
    const { document } = await openFile("10999.xml", mistakes);
    await vscode.commands.executeCommand("lwm2m.fixAll");
    const text = document.getText();
    assert.match(text, /<Type>Integer<\/Type>/u);
    assert.match(text, /<Mandatory>Mandatory<\/Mandatory>/u);
    assert.match(text, /<MultipleInstances>Single<\/MultipleInstances>/u);
    await untilProblems(document, [["description-empty", "Description"]]);
    const { version } = document;
    await vscode.commands.executeCommand("lwm2m.fixAll");
    assert.equal(document.version, version);
    await closeEditors();
  });

  test("saving fixes what is safe where the user asks for it", async () => {
    const { document } = await openFile("10999.xml", mistakes.replace("integer", "integ|er"));
    const onSave = { "source.fixAll.lwm2m": "explicit" };
    await withSetting(
      ["editor", "codeActionsOnSave"],
      onSave,
      async () => {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, document.positionAt(document.getText().length), "\n");
        await vscode.workspace.applyEdit(edit);
        await document.save();
        assert.match(document.getText(), /<Type>Integer<\/Type>/u);
      },
      "xml",
    );
    await closeEditors();
  });

  test("saving changes nothing by itself", async () => {
    const { document } = await openFile("10999.xml", mistakes);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().length), "\n");
    await vscode.workspace.applyEdit(edit);
    await document.save();
    assert.match(document.getText(), /<Type>integer<\/Type>/u);
    await closeEditors();
  });
});
