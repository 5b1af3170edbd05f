import * as vscode from "vscode";
import { registryScheme, type BindingsOrder, type BindingsReport } from "../../../server/protocol.js";
import type { GenerateSetup } from "../setup.js";
import { subjectOf, type Subject } from "../subject.js";
import { baseOf, generate, mayWrite } from "./generate.js";

/**
 * Generates TypeScript from definition files and folders. The argument may be an address, a `Subject`, or the definition
 * behind a preview, and `selection` all that is selected in the explorer; without both it is the file that the user looks
 * at.
 * @returns the report; undefined if nothing was generated, of which the user is told
 */
export async function generateTypeScript(
  setup: GenerateSetup,
  argument: unknown,
  selection: unknown,
): Promise<BindingsReport | undefined> {
  if (!mayWrite()) return undefined;
  const selected: unknown[] = Array.isArray(selection) ? selection : [];
  const uris = selected.filter((entry) => entry instanceof vscode.Uri);
  if (uris.length > 1) return generate(setup, { uris: uris.map(String) }, undefined);
  const subject = subjectOf(argument);
  if (subject !== undefined) return generate(setup, orderOf(subject), subject.out);
  const text = "Open an LwM2M object definition first, or choose files in the explorer.";
  void vscode.window.showInformationMessage(text);
  return undefined;
}

function orderOf({ uri, objectId }: Subject): BindingsOrder {
  const order = { uris: [uri.toString()], ...(objectId === undefined ? {} : { objectId }) };
  return uri.scheme === registryScheme ? inWorkspace(order) : order;
}

/** Objects of the registry belong to the folder that the user works in. */
export function inWorkspace(order: BindingsOrder): BindingsOrder {
  const active = vscode.window.visibleTextEditors
    .map(({ document }) => vscode.workspace.getWorkspaceFolder(document.uri))
    .find((folder) => folder !== undefined);
  const base = active?.uri ?? baseOf(order);
  return base === undefined ? order : { ...order, base: base.toString() };
}
