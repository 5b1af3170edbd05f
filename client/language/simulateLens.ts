import * as vscode from "vscode";
import { isDefinition, schemes } from "./documents.js";

/** Above each object of a definition: a device that has it is a click away. */
export function simulateLens(): vscode.Disposable {
  const trusted = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: trusted.event,
    provideCodeLenses: async (document) => {
      if (!vscode.workspace.isTrusted || !isDefinition(document)) return [];
      const { objectPlaces } = await import("./objectPlaces.js");
      const places = objectPlaces(document.getText());
      return places.map(({ id, offset }) => {
        const start = document.positionAt(offset);
        return new vscode.CodeLens(new vscode.Range(start, start), {
          title: "Simulate This Object",
          tooltip: `Starts a simulated device that has object ${id} as it is defined here, and registers it`,
          command: "lwm2m.simulateObject",
          // The file tells which version is meant; where it has several objects, only the ID tells which.
          arguments: [places.length === 1 ? document.uri : id],
        });
      });
    },
  };
  return vscode.Disposable.from(
    trusted,
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      trusted.fire();
    }),
    vscode.languages.registerCodeLensProvider(
      schemes.map((scheme) => ({ language: "xml", scheme })),
      provider,
    ),
  );
}
