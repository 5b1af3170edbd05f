import * as vscode from "vscode";
import { isDefinition } from "../language/documents.js";
import type { LanguageSession } from "../language/session.js";

/** The kind of the code action that fixes all that is safe to fix; also for `editor.codeActionsOnSave`. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("lwm2m");

/** Applies every safe fix to the definition in the active editor. */
export async function fixAll(session: LanguageSession): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isDefinition(document)) {
    void vscode.window.showInformationMessage(
      "Open an LwM2M object definition first; this fixes the file you look at.",
    );
    return;
  }
  await session.start();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>(
    "vscode.executeCodeActionProvider",
    document.uri,
    whole,
    fixAllKind.value,
    100,
  );
  const edit = actions?.find(({ kind }) => kind?.contains(fixAllKind) === true)?.edit;
  if (edit === undefined) {
    const name = vscode.workspace.asRelativePath(document.uri);
    vscode.window.setStatusBarMessage(`There is nothing in ${name} that is safe to fix without asking.`, 5000);
    return;
  }
  await vscode.workspace.applyEdit(edit);
}
