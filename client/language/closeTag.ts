import * as vscode from "vscode";
import { closeTagRequest } from "../../server/protocol.js";
import { isDefinition } from "./documents.js";
import type { LanguageSession } from "./session.js";

/** Writes the end tag when the user types the `>` of a start tag, or `</`, in an object definition. */
export function closeTags(session: LanguageSession, isOurs: () => boolean): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument((change) => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document !== change.document || change.reason !== undefined) return;
    const [first] = change.contentChanges;
    if (first === undefined || change.contentChanges.some(({ text }) => text !== first.text)) return;
    const position = first.range.start.translate(0, 1);
    if (!endsTag(change.document, first.text, position) || !isOurs() || !isDefinition(change.document)) return;
    void closeTagAt(session, editor, position);
  });
}

/** True if the text just typed before a position may end a start tag or begin an end tag. */
function endsTag(document: vscode.TextDocument, typed: string, position: vscode.Position): boolean {
  if (typed === ">") return true;
  const before = position.character >= 2 ? document.getText(new vscode.Range(position.translate(0, -2), position)) : "";
  return typed === "/" && before === "</";
}

async function closeTagAt(
  session: LanguageSession,
  editor: vscode.TextEditor,
  position: vscode.Position,
): Promise<void> {
  const { document } = editor;
  const { version } = document;
  // All listeners of this change must run before the request: one of them sends the change to the language server.
  await Promise.resolve();
  const params = { textDocument: { uri: document.uri.toString() }, position };
  const snippet = await session.running?.sendRequest<string | null>(closeTagRequest, params);
  if (typeof snippet !== "string" || document.version !== version) return;
  const carets = editor.selections.map(({ active }) => active);
  const isCaret = carets.some((caret) => caret.isEqual(position));
  await editor.insertSnippet(new vscode.SnippetString(snippet), isCaret ? carets : position);
}
