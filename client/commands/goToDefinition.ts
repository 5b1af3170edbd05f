import * as vscode from "vscode";
import { definitionTarget, type TreeOf } from "../language/definitionTarget.js";
import type { LanguageSession } from "../language/session.js";
import { definitionPlaceRequest, type DefinitionPlace, type DefinitionQuery } from "../../server/protocol.js";

/**
 * Opens the definition of an object or a resource at its line: a file of the workspace, or a read-only document for an
 * object of the OMA registry. The argument may be a place in a device or a query; without one the user is asked.
 * @returns the editor; undefined if the user gave up or nothing that is known defines the object
 */
export async function goToDefinition(
  session: LanguageSession,
  treeOf: TreeOf,
  argument: unknown,
): Promise<vscode.TextEditor | undefined> {
  const query = definitionTarget(argument, treeOf) ?? (await ask(treeOf));
  if (query === undefined) return undefined;
  const client = await session.start();
  const place = await client.sendRequest<DefinitionPlace | null>(definitionPlaceRequest, query);
  if (place === null) {
    void tellUnknown(query);
    return undefined;
  }
  const { start, end } = place.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection, preview: true });
  if (!place.hasResource && query.resourceId !== undefined) {
    const text = `This definition of object ${query.objectId} has no resource ${query.resourceId}.`;
    vscode.window.setStatusBarMessage(`$(info) ${text}`, 8000);
  }
  return editor;
}

async function ask(treeOf: TreeOf): Promise<DefinitionQuery | undefined> {
  const problem = "Write an object ID or a path, such as 3303 or /3303/0/5700.";
  const text = await vscode.window.showInputBox({
    title: "Go to Definition",
    prompt: "Which object or resource?",
    placeHolder: "3303 or /3303/0/5700",
    validateInput: (value) =>
      value.trim() === "" || definitionTarget(value, treeOf) !== undefined ? undefined : problem,
  });
  return definitionTarget(text, treeOf);
}

const create = "Create Object Definition…";

async function tellUnknown({ objectId }: DefinitionQuery): Promise<void> {
  const text = `Object ${objectId} is defined neither in this workspace nor in the OMA registry.`;
  const choice = await vscode.window.showInformationMessage(text, create);
  if (choice === create) await vscode.commands.executeCommand("lwm2m.newObjectDefinition", { id: objectId });
}
