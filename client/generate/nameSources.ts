import * as vscode from "vscode";
import { configEditRequest, type ConfigAddition, type ConfigEdit, type UnnamedSources } from "../../server/protocol.js";
import type { LanguageSession } from "../language/session.js";

/** Has the configuration name sources that were generated without it, and shows what has changed there. */
export async function nameSources(session: LanguageSession, sources: UnnamedSources): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(sources.config));
  const client = await session.start();
  const params: ConfigAddition = { ...sources, text: document.getText() };
  const edit = await client.sendRequest<ConfigEdit | null>(configEditRequest, params);
  const editor = await vscode.window.showTextDocument(document);
  if (edit === null) return;
  const range = new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end));
  await editor.edit((builder) => {
    builder.replace(range, edit.newText);
  });
  await document.save();
}
