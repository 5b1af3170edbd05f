import * as vscode from "vscode";
import { followActiveDefinition } from "./documents.js";
import { escapeGlob } from "./escapeGlob.js";
import { statusView, type Health } from "./health.js";
import type { LanguageSession } from "./session.js";

const severities = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
} as const;

/** Matches no document: the item has nothing to say about other files. */
const nothing: vscode.DocumentSelector = { scheme: "lwm2m-nothing" };

/** The language status item beside "XML", shown for object definitions only. */
export function createStatusItem(session: LanguageSession): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("lwm2m.status", nothing);
  item.name = "LwM2M";
  const show = (health: Health): void => {
    const view = statusView(health);
    item.text = view.text;
    item.detail = view.detail;
    item.severity = severities[view.severity];
    item.busy = view.isBusy;
    item.command = view.action;
  };
  show(session.health);
  return vscode.Disposable.from(
    item,
    session.onDidChangeHealth(show),
    followActiveDefinition((document) => {
      item.selector = document === undefined ? nothing : filterOf(document.uri);
    }),
  );
}

/** A filter that matches one document. */
function filterOf(uri: vscode.Uri): vscode.DocumentFilter {
  const pattern = escapeGlob(uri.path.slice(uri.path.lastIndexOf("/") + 1));
  if (uri.scheme !== "file") return { language: "xml", scheme: uri.scheme, pattern: `**/${pattern}` };
  const folder = vscode.Uri.joinPath(uri, "..");
  return { language: "xml", scheme: uri.scheme, pattern: new vscode.RelativePattern(folder, pattern) };
}
