import * as vscode from "vscode";
import { sourceSelector } from "./lens.js";
import { isSource, type Subject } from "./subject.js";

/**
 * The kind of our actions. They are source actions, as they change another file: no light bulb, and nothing happens with
 * each save unless the user asks for it by this name.
 */
const kind = vscode.CodeActionKind.Source.append("generateTypeScript.lwm2m");

/** Offers to generate or show TypeScript among the source actions of the object that the caret is in. */
export function generateActions(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range) => {
      if (!isSource(document)) return [];
      const { objectPlaces } = await import("../language/objectPlaces.js");
      const places = objectPlaces(document.getText());
      const caret = document.offsetAt(range.start);
      const object = places.findLast(({ offset }) => offset <= caret) ?? places[0];
      if (object === undefined) return [];
      const subject: Subject = { uri: document.uri, ...(places.length === 1 ? {} : { objectId: object.id }) };
      const action = (title: string, command: string): vscode.CodeAction => {
        const made = new vscode.CodeAction(title, kind);
        made.command = { title, command, arguments: [subject] };
        return made;
      };
      const preview = action("Preview TypeScript", "lwm2m.previewTypeScript");
      if (!vscode.workspace.isTrusted) return [preview];
      return [action("Generate TypeScript", "lwm2m.generateTypeScript"), preview];
    },
  };
  return vscode.languages.registerCodeActionsProvider(sourceSelector, provider, { providedCodeActionKinds: [kind] });
}
