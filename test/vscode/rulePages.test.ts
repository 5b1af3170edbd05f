import assert from "node:assert/strict";
import * as vscode from "vscode";
import { hostPage } from "./hostPage.js";
import { definition } from "./support/definition.js";
import { closeEditors, openFile, until, untilProblems } from "./support/editor.js";
import { suite, test } from "./runner.js";

/** Waits until a tab has a title. */
async function untilTab(title: RegExp): Promise<void> {
  await until(`a tab ${title.source}`, () =>
    vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => title.test(label))) ? true : undefined,
  );
}

suite("rule pages", () => {
  test("a click on the code of a problem opens the page of its rule", async () => {
    const { document } = await openFile("10999.xml", definition().replace("<Type>Integer", "<Type>Intger"));
    await untilProblems(document, [["type-value", "Intger"]]);
    await vscode.commands.executeCommand("workbench.actions.view.problems");
    await hostPage.click("OMA 412", () => vscode.commands.executeCommand("lwm2m.showRule", "type-value"));
    await untilTab(/type-value/u);
    // The page of a preview loads by itself and says nothing when it is done.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await hostPage.screenshot("rule-page");
    await vscode.commands.executeCommand("workbench.action.closePanel");
    await closeEditors();
  });

  test("without a rule the command lists them all", async () => {
    if (!hostPage.isAvailable) return;
    const none = (): Promise<void> => Promise.resolve();
    const running = vscode.commands.executeCommand("lwm2m.showRule");
    await hostPage.waitForText("attribute-unknown");
    await hostPage.screenshot("rule-list");
    await hostPage.type("collapsed-file");
    await hostPage.press("Enter", none);
    await running;
    await untilTab(/collapsed-file/u);
    await closeEditors();
  });

  test("every rule has a page", async () => {
    const extension = vscode.extensions.getExtension("lwm2m-workbench.lwm2m-workbench");
    assert.ok(extension);
    const folder = vscode.Uri.joinPath(extension.extensionUri, "docs/rules");
    const pages = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name));
    const levels = await until("the setting lwm2m.rules", () => ruleIds(extension.packageJSON));
    assert.deepEqual(
      levels.filter((id) => !pages.has(`${id}.md`)),
      [],
    );
  });
});

/** The rule ids that the manifest knows. */
function ruleIds(manifest: unknown): readonly string[] | undefined {
  const text = JSON.stringify(manifest);
  const setting = text.indexOf(`"lwm2m.rules"`);
  const ids = [...text.slice(setting).matchAll(/"([a-z0-9-]+)":\{"type":"string","enum":\["off"/gu)];
  return ids.length > 20 ? ids.flatMap(([, id]) => id ?? []) : undefined;
}
