import * as vscode from "vscode";
import { registryScheme } from "../../server/protocol.js";
import { schemes } from "../language/documents.js";
import { isSource, type Subject } from "./subject.js";

/** The documents that TypeScript can be generated from, besides XML that is something else. */
export const sourceSelector: readonly vscode.DocumentFilter[] = [...schemes, registryScheme].map((scheme) => ({
  language: "xml",
  scheme,
}));

/** Above each object: write its TypeScript where that is trusted to happen, and see it in any case. */
export function generateLens(): vscode.Disposable {
  const trusted = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: trusted.event,
    provideCodeLenses: async (document) => {
      if (!isSource(document)) return [];
      const { objectPlaces } = await import("../language/objectPlaces.js");
      const places = objectPlaces(document.getText());
      return places.flatMap(({ id, offset }) => {
        const start = document.positionAt(offset);
        const subject: Subject = { uri: document.uri, ...(places.length === 1 ? {} : { objectId: id }) };
        const lens = (title: string, tooltip: string, command: string): vscode.CodeLens =>
          new vscode.CodeLens(new vscode.Range(start, start), { title, tooltip, command, arguments: [subject] });
        const preview = lens(
          "Preview TypeScript",
          `Shows beside the definition what is generated for object ${id}, and follows each edit`,
          "lwm2m.previewTypeScript",
        );
        if (!vscode.workspace.isTrusted) return [preview];
        const generate = lens(
          "Generate TypeScript",
          `Writes types, metadata and the runtime for object ${id}`,
          "lwm2m.generateTypeScript",
        );
        return [generate, preview];
      });
    },
  };
  return vscode.Disposable.from(
    trusted,
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      trusted.fire();
    }),
    vscode.languages.registerCodeLensProvider(sourceSelector, provider),
  );
}
