import * as vscode from "vscode";
import type { BindingsReport, BindingTrouble } from "../../server/protocol.js";
import { nameSources } from "./nameSources.js";
import { placeText, reportView, type ReportView } from "./reportView.js";
import type { GenerateSetup } from "./setup.js";

/** How long a line stays in the status bar, in milliseconds. */
const statusTime = 6000;

const show = "Show";
const showProblem = "Show Problem";
const showLog = "Show Log";
const addToConfig = "Add to lwm2m.config.json";

/** Tells what generating has come to, and opens the file if it is only one. Does not wait for the user. */
export async function tellReport({ log, session }: GenerateSetup, report: BindingsReport): Promise<void> {
  logReport(log, report);
  const view = reportView(report, folderText(report.out));
  const [only, ...others] = report.bindings;
  if (only !== undefined && others.length === 0) {
    await vscode.window.showTextDocument(vscode.Uri.parse(only), { preview: true });
  }
  if (view.kind === "quiet") {
    vscode.window.setStatusBarMessage(`$(check) ${view.text}`, statusTime);
    return;
  }
  const { leadsTo } = view;
  void messageOf(view.kind)(view.text, ...buttons(leadsTo, report)).then(async (choice) => {
    if (choice === showLog) log.show(true);
    if (choice === addToConfig && report.unnamed !== undefined) await nameSources(session, report.unnamed);
    if (choice === show) await showFolder(vscode.Uri.parse(report.out));
    if (choice === showProblem && typeof leadsTo === "object") await showTrouble(leadsTo);
  });
}

/** Writes what happened to the log, so that it can be read again. */
export function logReport(log: vscode.LogOutputChannel, report: BindingsReport): void {
  const { written, removed, unchanged, troubles } = report;
  for (const trouble of troubles) {
    const line = `${placeText(trouble)}${trouble.message}`;
    if (trouble.level === "error") log.error(line);
    else log.warn(line);
  }
  for (const uri of written) log.info(`Written: ${vscode.Uri.parse(uri).fsPath}`);
  for (const uri of removed) log.info(`Removed: ${vscode.Uri.parse(uri).fsPath}`);
  log.info(`TypeScript in ${folderText(report.out)}: ${written.length} written, ${unchanged.length} up to date.`);
}

/** Opens the place that something is about. */
export async function showTrouble({ uri, range }: BindingTrouble): Promise<void> {
  if (uri === undefined) return;
  const selection = range && {
    selection: new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character),
  };
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { preview: true, ...selection });
}

function messageOf(kind: ReportView["kind"]): typeof vscode.window.showInformationMessage {
  if (kind === "error") return vscode.window.showErrorMessage;
  return kind === "warning" ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
}

function buttons(leadsTo: ReportView["leadsTo"], { troubles }: BindingsReport): readonly string[] {
  if (leadsTo === "folder") return [show];
  if (leadsTo === "config") return [addToConfig];
  const problem = leadsTo?.uri === undefined ? [] : [showProblem];
  return troubles.length > 1 ? [...problem, showLog] : problem;
}

async function showFolder(folder: vscode.Uri): Promise<void> {
  const isInside = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  await vscode.commands.executeCommand(isInside ? "revealInExplorer" : "revealFileInOS", folder);
}

/** How people call a folder: from their workspace if it is in there. */
export function folderText(uri: string): string {
  const folder = vscode.Uri.parse(uri);
  const text = vscode.workspace.asRelativePath(folder);
  return text === "" ? folder.fsPath : text;
}
