import * as vscode from "vscode";
import { fixtureUri } from "./editors.js";
import { hostPage } from "./hostPage.js";
import { closeEditors, openFile, placeCaret, untilProblems, withSetting } from "./support/editor.js";
import { suite, test } from "./runner.js";

async function readSample(path: string): Promise<string> {
  const extension = vscode.extensions.getExtension("lwm2m-workbench.lwm2m-workbench");
  const root = extension?.extensionUri ?? vscode.Uri.file("/");
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root, "examples", path)));
}

/** Opens a sample as the workspace of the samples would show it. */
async function openSample(name: string): Promise<vscode.TextEditor> {
  const config = new TextEncoder().encode(await readSample("lwm2m.config.json"));
  await vscode.workspace.fs.writeFile(fixtureUri("objects/lwm2m.config.json"), config);
  return openFile(`objects/${name}`, await readSample(`objects/${name}`));
}

async function removeSamples(): Promise<void> {
  await closeEditors();
  await vscode.commands.executeCommand("workbench.action.closePanel");
  await vscode.workspace.fs.delete(fixtureUri("objects"), { recursive: true });
}

suite("pictures", () => {
  test("the list of problems with a hover open", async () => {
    await withSetting(["workbench", "colorTheme"], "Default Dark Modern", async () => {
      const editor = await openSample("42010.xml");
      await vscode.commands.executeCommand("workbench.actions.view.problems");
      await hostPage.waitForText("Write Cel instead of");
      await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
      const at = editor.document.getText().indexOf("degC") + 1;
      const position = editor.document.positionAt(at);
      editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenter);
      await placeCaret(editor, at);
      // The whole element, as the list of problems has the unit as well; its middle is the unit.
      await hostPage.hover("<Units>degC</Units>", () => vscode.commands.executeCommand("editor.action.showHover"));
      await hostPage.waitForText("not known to SenML");
      await hostPage.screenshot("problems-and-hover");
    });
    await removeSamples();
  });

  test("a completion of units", async () => {
    await withSetting(["workbench", "colorTheme"], "Default Dark Modern", async () => {
      const editor = await openSample("42001.xml");
      await untilProblems(editor.document, []);
      const at = editor.document.getText().indexOf("<Units>s</Units>") + "<Units>s".length;
      await placeCaret(editor, at);
      await vscode.commands.executeCommand("editor.action.triggerSuggest");
      await hostPage.waitForText("second");
      await hostPage.screenshot("completion-units");
    });
    await removeSamples();
  });
});
