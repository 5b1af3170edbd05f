import assert from "node:assert/strict";
import * as vscode from "vscode";
import { definition } from "./support/definition.js";
import { closeEditors, openFile, until, untilProblems } from "./support/editor.js";
import { suite, test } from "./runner.js";

const other = `<?xml version="1.0"?>
<project>
      <Type>Intger</Type><Units>bytes</Units>
  <!-- <LWM2M> -->
</project>
`;

/** Everything that our language server could give for a place of a document. */
async function providedAt(uri: vscode.Uri, position: vscode.Position): Promise<Readonly<Record<string, number>>> {
  const range = new vscode.Range(position, position);
  const count = async (command: string, ...rest: unknown[]): Promise<number> => {
    const answer = await vscode.commands.executeCommand(command, uri, ...rest);
    return Array.isArray(answer) ? answer.length : 0;
  };
  const format = { tabSize: 2, insertSpaces: true };
  const completion = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    uri,
    position,
  );
  return {
    symbols: await count("vscode.executeDocumentSymbolProvider"),
    hovers: await count("vscode.executeHoverProvider", position),
    formatting: await count("vscode.executeFormatDocumentProvider", format),
    actions: await count("vscode.executeCodeActionProvider", range),
    completions: completion.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text).length,
    problems: vscode.languages.getDiagnostics(uri).length,
  };
}

const nothing = { symbols: 0, hovers: 0, formatting: 0, actions: 0, completions: 0, problems: 0 };

suite("other XML", () => {
  test("is left alone while the language server runs", async () => {
    const ours = await openFile("10999.xml", definition().replace("Integer", "Intger"));
    await untilProblems(ours.document, [["type-value", "Intger"]]);
    const { document } = await openFile("pom.xml", other);
    assert.deepEqual(await providedAt(document.uri, new vscode.Position(2, 14)), nothing);
    assert.equal(document.getText(), other);
    await closeEditors();
  });

  test("becomes ours when its root element becomes LWM2M, and is no longer ours when that changes", async () => {
    const { document } = await openFile("draft.xml", other);
    const replace = async (from: string, to: string): Promise<void> => {
      const start = document.getText().indexOf(from);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(
        document.uri,
        new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
        to,
      );
      await vscode.workspace.applyEdit(edit);
    };
    const symbols = async (): Promise<number> =>
      (
        await vscode.commands.executeCommand<unknown[] | undefined>(
          "vscode.executeDocumentSymbolProvider",
          document.uri,
        )
      )?.length ?? 0;
    await replace(other, definition().replace("Integer", "Intger"));
    await until("the outline appears", async () => ((await symbols()) > 0 ? true : undefined));
    await replace(document.getText(), other);
    await until("the outline goes", async () => ((await symbols()) === 0 ? true : undefined));
    await until("the problems go", () =>
      vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined,
    );
    await closeEditors();
  });
});
