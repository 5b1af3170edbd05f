import * as vscode from "vscode";
import { generatedScheme } from "../../../server/protocol.js";
import type { LanguageSession } from "../../language/session.js";
import type { PreviewDocuments } from "./previewDocuments.js";

/** Shows what would be generated, in read-only documents; nothing is loaded before the first of them is opened. */
export function previewProvider(session: LanguageSession): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  let documents: PreviewDocuments | undefined;
  const provider = vscode.workspace.registerTextDocumentContentProvider(generatedScheme, {
    onDidChange: changes.event,
    provideTextDocumentContent: async (uri) => {
      const { PreviewDocuments } = await import("./previewDocuments.js");
      documents ??= new PreviewDocuments(session, changes);
      return documents.textOf(uri);
    },
  });
  return new vscode.Disposable(() => {
    provider.dispose();
    documents?.dispose();
    changes.dispose();
  });
}
