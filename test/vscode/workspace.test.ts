import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fixtureUri } from "./editors.js";
import { hostPage } from "./hostPage.js";
import { definition } from "./support/definition.js";
import { closeEditors, openFile, ruleOf, until, untilProblems, writeFile } from "./support/editor.js";
import { suite, test } from "./runner.js";

interface Report {
  readonly definitions: number;
  readonly otherFiles: number;
  readonly errors: number;
  readonly warnings: number;
  readonly isCancelled: boolean;
}

function broken(id: number): string {
  return definition({ id }).replace("<Type>Integer", "<Type>Intger");
}

async function remove(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await vscode.workspace.fs.delete(fixtureUri(path), { recursive: true });
}

/** The rules that the files of the workspace break, open or not. */
function brokenRules(uri: vscode.Uri): readonly string[] {
  return vscode.languages.getDiagnostics(uri).map(ruleOf);
}

suite("the workspace", () => {
  test("is checked by the command, also files that are not open", async () => {
    // The first validation of a server counts: it has just been told about settings then.
    await vscode.commands.executeCommand("lwm2m.restartLanguageServer");
    const before = await vscode.commands.executeCommand<Report>("lwm2m.validateWorkspace");
    // VS Code holds back more than three notifications in less than a second.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const first = await writeFile("all/11001.xml", broken(11001));
    await writeFile("all/11002.xml", definition({ id: 11002 }));
    await writeFile("all/pom.xml", "<project/>");
    const report = await vscode.commands.executeCommand<Report>("lwm2m.validateWorkspace");
    assert.deepEqual([before.isCancelled, report.isCancelled], [false, false]);
    assert.equal(report.definitions, before.definitions + 2);
    assert.equal(report.otherFiles, before.otherFiles + 1);
    assert.equal(report.errors, before.errors + 1);
    await hostPage.waitForText("passed over");
    await until("the problem of the file that is not open", () =>
      brokenRules(first).includes("type-value") ? true : undefined,
    );
    await vscode.commands.executeCommand("notifications.clearAll");
    await remove("all");
    await until("the problem goes with its file", () => (brokenRules(first).length === 0 ? true : undefined));
  });

  test("a renamed file keeps its problems under its new name only", async () => {
    const { document } = await openFile("11003.xml", broken(11003));
    await untilProblems(document, [["type-value", "Intger"]]);
    const edit = new vscode.WorkspaceEdit();
    const renamed = fixtureUri("11003-1_0.xml");
    edit.renameFile(document.uri, renamed);
    await vscode.workspace.applyEdit(edit);
    await until("the problem under the new name", () =>
      brokenRules(renamed).includes("type-value") ? true : undefined,
    );
    await until("no problem under the old name", () => (brokenRules(document.uri).length === 0 ? true : undefined));
    await closeEditors();
    await remove("11003-1_0.xml");
  });

  test("a change of lwm2m.config.json counts at once", async () => {
    const { document } = await openFile("config/11004.xml", broken(11004));
    await untilProblems(document, [["type-value", "Intger"]]);
    await writeFile("config/lwm2m.config.json", `{ "rules": { "type-value": "off" } } // levels\n`);
    await untilProblems(document, []);
    await writeFile("config/lwm2m.config.json", `{ "rules": { "type-value": "warning" } }`);
    const [problem] = await untilProblems(document, [["type-value", "Intger"]]);
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Warning);
    await remove("config/lwm2m.config.json");
    await until("the rule's own level", () =>
      vscode.languages.getDiagnostics(document.uri)[0]?.severity === vscode.DiagnosticSeverity.Error ? true : undefined,
    );
    await closeEditors();
    await remove("config");
  });

  test("lwm2m.config.json has a schema", async () => {
    const { document } = await openFile("config/lwm2m.config.json", `{ "rules": { "type-value": "loud" } }`);
    assert.equal(document.languageId, "jsonc");
    await until("the wrong level is underlined", () =>
      vscode.languages.getDiagnostics(document.uri).length > 0 ? true : undefined,
    );
    await closeEditors();
    await remove("config");
  });
});
