import * as vscode from "vscode";
import type { DefinitionFeed } from "../language/definitionFeed.js";

/**
 * Simulates a device with what a definition file defines. The argument may be the file's URI, as menus hand it over, or an
 * object ID; without one it is the file that the user looks at.
 * @returns what the command that simulates answers; undefined if the file defines nothing
 */
export async function simulateObject(definitions: DefinitionFeed, argument: unknown): Promise<unknown> {
  if (typeof argument === "number") return vscode.commands.executeCommand("lwm2m.simulateDevice", argument);
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return undefined;
  if (!definitions.current.has(uri.toString())) {
    const name = vscode.workspace.asRelativePath(uri);
    void vscode.window.showInformationMessage(`${name} defines no object yet: it needs at least an ID and a name.`);
    return undefined;
  }
  return vscode.commands.executeCommand("lwm2m.simulateDevice", uri);
}
