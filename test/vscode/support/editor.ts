import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fixtureUri, placeCursor } from "../editors.js";

/** How long to look for something before a test fails; generous, because the machine may be busy. */
const patience = 30_000;

/** Looks again and again until there is an answer. */
export async function until<Answer>(
  what: string,
  look: () => Answer | undefined | PromiseLike<Answer | undefined>,
): Promise<Answer> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await look();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Writes a file of the workspace. */
export async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const uri = fixtureUri(path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file of the workspace and opens it. A `|` in the text is where the caret goes. */
export async function openFile(path: string, textWithCaret: string): Promise<vscode.TextEditor> {
  await closeEditors();
  const caret = textWithCaret.indexOf("|");
  const text = textWithCaret.replace("|", "");
  const uri = await writeFile(path, text);
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  // A file that was open before may still show its old text.
  await until(`${path} shows its text`, () => (editor.document.getText() === text ? true : undefined));
  await placeCaret(editor, Math.max(caret, 0));
  return editor;
}

/** Puts the caret at an offset. */
export async function placeCaret(editor: vscode.TextEditor, offset: number): Promise<void> {
  await placeCursor(editor, editor.document.positionAt(offset));
}

/** The position of the first place of a text in a document. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `"${text}" is in the document.`);
  return document.positionAt(offset);
}

/** The rule id of a diagnostic, which stands in the link behind its code. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  if (typeof code !== "object") return String(code);
  return /\["([a-z0-9-]+)"\]/u.exec(decodeURIComponent(code.target.query))?.[1] ?? String(code.value);
}

/** Waits until the diagnostics of a document are exactly these: rule ids with the text they stand at, in order. */
export async function untilProblems(
  document: vscode.TextDocument,
  expected: readonly (readonly [rule: string, text: string])[],
): Promise<readonly vscode.Diagnostic[]> {
  let seen = "";
  try {
    return await until("the problems of the file", () => {
      const diagnostics = [...vscode.languages.getDiagnostics(document.uri)].sort((a, b) =>
        a.range.start.compareTo(b.range.start),
      );
      const found = diagnostics.map((diagnostic) => [ruleOf(diagnostic), document.getText(diagnostic.range)]);
      seen = JSON.stringify(found);
      return seen === JSON.stringify(expected) ? diagnostics : undefined;
    });
  } catch {
    assert.equal(seen, JSON.stringify(expected));
    throw new Error("The problems came too late.");
  }
}

/** The quick fixes at a place of a document, those of one rule only if it is named. */
export async function quickFixes(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<readonly vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    100,
  );
  return actions ?? [];
}

/** Closes all editors without saving, and whatever else a test that failed may have left open. */
export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
  await vscode.commands.executeCommand("notifications.clearAll");
  while (vscode.window.activeTextEditor?.document.isDirty === true) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Changes a setting while `body` runs. */
export async function withSetting(
  [section, key]: readonly [string, string],
  value: unknown,
  body: () => PromiseLike<void>,
  languageId?: string,
): Promise<void> {
  const scope = languageId === undefined ? undefined : { languageId };
  const overrides = languageId === undefined ? undefined : true;
  const set = async (next: unknown): Promise<void> => {
    const target = vscode.ConfigurationTarget.Workspace;
    await vscode.workspace.getConfiguration(section, scope).update(key, next, target, overrides);
  };
  await set(value);
  try {
    await body();
  } finally {
    await set(undefined);
  }
}
