import * as vscode from "vscode";
import { CodeActionRequest } from "vscode-languageclient/node";
import { isDefinition } from "../language/documents.js";
import type { LanguageSession } from "../language/session.js";

/** The kind of the code action that fixes all that is safe to fix; also for `editor.codeActionsOnSave`. */
const fixAllKind = "source.fixAll.lwm2m";

/** The edit that applies every safe fix, asked for directly: VS Code may not know yet that the document is ours. */
async function requestFixes(
  session: LanguageSession,
  document: vscode.TextDocument,
): Promise<vscode.WorkspaceEdit | undefined> {
  const client = await session.start();
  const end = document.positionAt(document.getText().length);
  const actions = await client.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
    range: { start: { line: 0, character: 0 }, end: { line: end.line, character: end.character } },
    context: { diagnostics: [], only: [fixAllKind] },
  });
  const action = actions?.find((candidate) => "kind" in candidate && candidate.kind === fixAllKind);
  const edit = action !== undefined && "edit" in action ? action.edit : undefined;
  return edit === undefined ? undefined : client.protocol2CodeConverter.asWorkspaceEdit(edit);
}

/** Applies every safe fix to the definition in the active editor. */
export async function fixAll(session: LanguageSession): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isDefinition(document)) {
    void vscode.window.showInformationMessage(
      "Open an LwM2M object definition first; this fixes the file you look at.",
    );
    return;
  }
  const edit = await requestFixes(session, document);
  if (edit === undefined) {
    const name = vscode.workspace.asRelativePath(document.uri);
    vscode.window.setStatusBarMessage(`There is nothing in ${name} that is safe to fix without asking.`, 5000);
    return;
  }
  await vscode.workspace.applyEdit(edit);
}
