import * as vscode from "vscode";
import { previewBindingsRequest, type BindingsPreview, type PreviewQuery } from "../../../server/protocol.js";
import { objectPlaces } from "../../language/objectPlaces.js";
import { nameOfFile } from "../fileNames.js";
import { previewQuery, previewUri } from "../preview/previewUri.js";
import type { GenerateSetup } from "../setup.js";
import { subjectOf, type Subject } from "../subject.js";

/**
 * Shows beside a definition what is generated from it. The argument may be the definition's address or a `Subject`;
 * without one it is the object that the caret is in.
 * @returns the editor; undefined if there is no definition to show
 */
export async function previewTypeScript(
  { session }: GenerateSetup,
  argument: unknown,
): Promise<vscode.TextEditor | undefined> {
  const subject = subjectOf(argument);
  if (subject === undefined) {
    const text = "Open an LwM2M object definition first; this shows the TypeScript of the object you look at.";
    void vscode.window.showInformationMessage(text);
    return undefined;
  }
  const query = await queryOf(subject);
  const shown = openPreview(query);
  if (shown !== undefined) {
    const { uri, viewColumn } = shown;
    return vscode.window.showTextDocument(uri, { viewColumn, preserveFocus: true });
  }
  const client = await session.start();
  const { name } = await client.sendRequest<BindingsPreview>(previewBindingsRequest, query);
  const uri = previewUri(name ?? nameOfFile(query.uri).replace(/\.xml$/iu, ".ts"), query);
  return vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
}

/** The object that is meant, by the caret where a file has several. */
async function queryOf({ uri, objectId }: Subject): Promise<PreviewQuery> {
  const address = uri.toString();
  if (objectId !== undefined) return { uri: address, objectId };
  const document = await vscode.workspace.openTextDocument(uri);
  const places = objectPlaces(document.getText());
  if (places.length < 2) return { uri: address };
  const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
  const caret = editor === undefined ? 0 : document.offsetAt(editor.selection.active);
  const object = places.findLast(({ offset }) => offset <= caret) ?? places[0];
  return object === undefined ? { uri: address } : { uri: address, objectId: object.id };
}

/** The tab that shows the preview of this object already. */
function openPreview(wanted: PreviewQuery): { uri: vscode.Uri; viewColumn: vscode.ViewColumn } | undefined {
  for (const { tabs, viewColumn } of vscode.window.tabGroups.all) {
    for (const { input } of tabs) {
      if (!(input instanceof vscode.TabInputText)) continue;
      const query = previewQuery(input.uri);
      if (query?.uri === wanted.uri && query.objectId === wanted.objectId) return { uri: input.uri, viewColumn };
    }
  }
  return undefined;
}
