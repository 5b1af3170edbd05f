import * as vscode from "vscode";
import {
  newDefinition,
  objectIdProblem,
  objectNameProblem,
  type IdOwner,
} from "../../lwm2m/definition/newDefinition.js";
import { askNewObject, usableClassOf, type NewObject } from "./newObjectQuestions.js";
import { findObjectOwners } from "./objectOwners.js";

/** Arguments of the command, for key bindings; all may be missing, and what is missing is asked. */
export interface NewObjectArguments {
  readonly id?: number;
  readonly name?: string;
  readonly folder?: vscode.Uri;
}

/**
 * Creates the file of a new object definition and opens it with its description selected.
 * @returns where the file is; undefined if the user gave up or it could not be made, of which they are told
 */
export async function newObjectDefinition(registryFile: string, argument: unknown): Promise<vscode.Uri | undefined> {
  const owners = findObjectOwners(registryFile);
  const told = readArguments(argument);
  const problem = await argumentProblem(told, owners);
  if (problem !== undefined) {
    void vscode.window.showErrorMessage(problem);
    return undefined;
  }
  const { id, name, folder } = (await askNewObject(told, owners)) ?? {};
  if (id === undefined || name === undefined || folder === undefined) return undefined;
  return create(vscode.Uri.joinPath(folder, `${id}.xml`), id, name);
}

/** Reads the argument of the command: our own record, the folder that a menu of the explorer hands over, or nothing. */
function readArguments(argument: unknown): NewObject {
  if (argument instanceof vscode.Uri) return { folder: argument };
  if (typeof argument !== "object" || argument === null) return {};
  return {
    ...("id" in argument && typeof argument.id === "number" ? { id: argument.id } : {}),
    ...("name" in argument && typeof argument.name === "string" ? { name: argument.name } : {}),
    ...("folder" in argument && argument.folder instanceof vscode.Uri ? { folder: argument.folder } : {}),
  };
}

/** What is wrong with the arguments, as the questions would say it. */
async function argumentProblem({ id, name }: NewObject, owners: Promise<IdOwner>): Promise<string | undefined> {
  if (id !== undefined) {
    const idClass = usableClassOf(id);
    if (idClass === undefined) return `There can be no object ${id}: the ID is reserved.`;
    const problem = objectIdProblem(`${id}`, idClass, await owners);
    if (problem !== undefined) return problem;
  }
  return name === undefined ? undefined : objectNameProblem(name);
}

/** Writes the file, never over another one. */
async function create(uri: vscode.Uri, id: number, name: string): Promise<vscode.Uri | undefined> {
  const { text, description } = newDefinition({ id, name });
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(
      `${vscode.workspace.asRelativePath(uri)} was not written: there is such a file already, or the folder is read-only.`,
    );
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = new vscode.Range(document.positionAt(description.start), document.positionAt(description.end));
  await vscode.window.showTextDocument(document, { selection });
  return uri;
}
