// Opens files of the fixture workspace and puts the cursor somewhere, so that it is there when the promise is fulfilled.
import assert from "node:assert/strict";
import * as vscode from "vscode";

/** The address of a file in the fixture workspace. */
export function fixtureUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the fixture workspace is open");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the fixture workspace in an editor that has the focus. */
export async function openFixture(name: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(fixtureUri(name));
  await focusEditor();
  return editor;
}

/**
 * Puts the cursor somewhere. Setting `editor.selection` alone only asks for it: keys pressed at once may be quicker.
 */
export async function placeCursor(editor: vscode.TextEditor, position: vscode.Position): Promise<void> {
  editor.selection = new vscode.Selection(position, position);
  await focusEditor();
}

/** Requests to the window are served in order, so everything asked for before is done too when this command is. */
async function focusEditor(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
}
