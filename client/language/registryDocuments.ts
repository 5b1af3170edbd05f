import * as vscode from "vscode";
import { registryScheme, registryTextRequest } from "../../server/protocol.js";
import type { LanguageSession } from "./session.js";

/** Shows objects of the OMA registry as read-only definitions; the language server, which has the registry, prints them. */
export function registryDocuments(session: LanguageSession): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(registryScheme, {
    provideTextDocumentContent: async ({ path }) => {
      const client = await session.start();
      const text = await client.sendRequest<string | null>(registryTextRequest, { path });
      if (text === null) throw new Error("The OMA registry that LwM2M Workbench carries has no such object.");
      return text;
    },
  });
}
