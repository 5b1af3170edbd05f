import * as vscode from "vscode";
import { generateSavedRequest, type BindingsReport, type SavedDefinition } from "../../server/protocol.js";
import { isDefinition } from "../language/documents.js";
import type { GenerateSetup } from "./setup.js";

/**
 * Generates anew when a definition is saved that the configuration of the workspace names among its sources. All is quiet
 * while all is well, and where VS Code has saved by itself: a definition is often broken while it is being typed.
 */
export function generateOnSave(setup: GenerateSetup): vscode.Disposable {
  /** Files whose failure the user knows of: once is enough until it is well again. */
  const told = new Set<string>();
  /** Files that the user is just saving. */
  const byHand = new Set<string>();

  async function saved(uri: string): Promise<void> {
    const isByHand = byHand.delete(uri);
    // A language server that has crashed too often stays down until the user wants it back.
    if (setup.session.health.kind === "down") return;
    const client = await setup.session.start();
    const params: SavedDefinition = { uri };
    const report = await client.sendRequest<BindingsReport | null>(generateSavedRequest, params);
    if (report === null) return;
    const { tellSaved } = await import("./tellSaved.js");
    const isQuiet = !isByHand || told.has(uri);
    if (!tellSaved(setup, report, isQuiet)) told.delete(uri);
    else if (!isQuiet) told.add(uri);
  }

  return vscode.Disposable.from(
    vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
      if (reason === vscode.TextDocumentSaveReason.Manual && isDefinition(document)) {
        byHand.add(document.uri.toString());
      }
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (!vscode.workspace.isTrusted || !isDefinition(document)) return;
      saved(document.uri.toString()).catch((error: unknown) => {
        setup.log.error(`TypeScript was not generated after saving: ${String(error)}`);
      });
    }),
  );
}
