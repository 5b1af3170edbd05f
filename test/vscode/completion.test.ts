import assert from "node:assert/strict";
import * as vscode from "vscode";
import { hostPage } from "./hostPage.js";
import { definition, item } from "./support/definition.js";
import { closeEditors, openFile, until, untilProblems } from "./support/editor.js";
import { suite, test } from "./runner.js";

/** The completions at the caret of an editor, as soon as one fits. */
async function completion(editor: vscode.TextEditor, label: RegExp): Promise<vscode.CompletionItem> {
  return until(`a completion ${label.source}`, async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      editor.document.uri,
      editor.selection.active,
      undefined,
      1000,
    );
    return list.items.find((candidate) => label.test(textOf(candidate.label)));
  });
}

function textOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === "string" ? label : `${label.label} ${label.description ?? ""}`;
}

/** What a completion writes. */
function insertion({ insertText = "" }: vscode.CompletionItem): string {
  return typeof insertText === "string" ? insertText : insertText.value;
}

suite("completion", () => {
  test("a reusable resource is offered by its name and inserts the whole item", async () => {
    const editor = await openFile("10999.xml", definition({ items: `${item(0)}\n      |` }));
    const text = insertion(await completion(editor, /Sensor Value/u));
    for (const part of [`ID="5700"`, "<Name>Sensor Value</Name>", ">R</Operations>", ">Float</Type>", "</Item>"]) {
      assert.ok(text.replaceAll(/\$\{\d+[:|]([^}]*)\}|\$\d+/gu, "$1").includes(part), `${part} in ${text}`);
    }
    await closeEditors();
  });

  test("values are offered with what they mean", async () => {
    const editor = await openFile("10999.xml", definition({ items: item(0, { Units: "|" }) }));
    const celsius = await completion(editor, /^Cel\b/u);
    assert.match(JSON.stringify([celsius.detail, celsius.documentation, celsius.label]), /Celsius/u);
    await closeEditors();
  });

  test("a user types 5700, asks for completion, and gets the item", async () => {
    const text = definition({ items: `${item(0)}\n      |` });
    const editor = await openFile("10999.xml", text);
    const offered = await completion(editor, /5700/u);
    if (hostPage.isAvailable) {
      const none = (): Promise<void> => Promise.resolve();
      await hostPage.type("5700");
      await hostPage.press("Control+Space", none);
      await hostPage.waitForText("Sensor Value");
      await hostPage.screenshot("completion-reusable-resource");
      await hostPage.press("Enter", none);
    } else {
      const { insertText, range } = offered;
      assert.ok(insertText instanceof vscode.SnippetString);
      await editor.insertSnippet(insertText, range instanceof vscode.Range ? range : undefined);
    }
    await until("the item is written", () =>
      /<Item ID="5700">\s*<Name>Sensor Value<\/Name>[\s\S]*<\/Item>\s*<\/Resources>/u.test(editor.document.getText())
        ? true
        : undefined,
    );
    await untilProblems(editor.document, []);
    await closeEditors();
  });
});
