import * as vscode from "vscode";
import { recognizesDefinition } from "../../lwm2m/definition/recognize.js";

/** Where documents may live that the language server sees. Views of other times, such as `git:`, are left out. */
export const schemes = ["file", "untitled", "vscode-remote", "vscode-vfs"] as const;

/** The part of a document in which its root element must begin: no license header is longer. */
const head = new vscode.Range(0, 0, 500, 0);

/** True if a document is an object definition, also while it is being typed. */
export function isDefinition(document: vscode.TextDocument): boolean {
  return (
    document.languageId === "xml" &&
    schemes.some((scheme) => scheme === document.uri.scheme) &&
    recognizesDefinition(document.getText(head))
  );
}

/** Calls back for the definition that the user looks at, and with undefined for anything else; at once and on changes. */
export function followActiveDefinition(
  callback: (document: vscode.TextDocument | undefined) => void,
): vscode.Disposable {
  let last: vscode.TextDocument | undefined;
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const next = document !== undefined && isDefinition(document) ? document : undefined;
    if (next !== last) callback(next);
    last = next;
  };
  callback(undefined);
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidOpenTextDocument(update),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) update();
    }),
  );
}

/** Calls back once, as soon as any open document is a definition. */
export function onFirstDefinition(callback: () => void): vscode.Disposable {
  const listeners: vscode.Disposable[] = [];
  const stop = new vscode.Disposable(() => {
    for (const listener of listeners.splice(0)) listener.dispose();
  });
  const look = (document: vscode.TextDocument): boolean => {
    if (!isDefinition(document)) return false;
    stop.dispose();
    callback();
    return true;
  };
  if (vscode.workspace.textDocuments.some(look)) return stop;
  listeners.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
  return stop;
}
