import * as vscode from "vscode";
import { leavesTagsToOthers, readTagMode } from "./otherXmlExtensions.js";

/** True if closing tags, editing them in pairs and folding is left to another extension, as things are now. */
export function tagsAreLeftToOthers(ownId: string): boolean {
  const mode = readTagMode(vscode.workspace.getConfiguration("lwm2m").get("editor.tags"));
  const installed = vscode.extensions.all.map((extension) => {
    const manifest: unknown = extension.packageJSON;
    return { id: extension.id, manifest };
  });
  return leavesTagsToOthers(mode, installed, ownId);
}

/** Calls back when that answer changes: an extension came or went, or the user changed the setting. */
export function onDidChangeTagOwner(ownId: string, callback: () => void): vscode.Disposable {
  let last = tagsAreLeftToOthers(ownId);
  const look = (): void => {
    const now = tagsAreLeftToOthers(ownId);
    if (now !== last) callback();
    last = now;
  };
  return vscode.Disposable.from(
    vscode.extensions.onDidChange(look),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("lwm2m.editor.tags")) look();
    }),
  );
}
