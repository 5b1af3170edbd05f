import * as vscode from "vscode";
import type { BindingsReport } from "../../server/protocol.js";
import { reportView } from "./reportView.js";
import type { GenerateSetup } from "./setup.js";
import { folderText, logReport, showTrouble } from "./tellReport.js";

const showProblem = "Show Problem";

/**
 * Tells what generating after a save has come to: the status bar if something was written, nothing if all was up to date,
 * a message if it failed, or again the status bar if that is to be quiet.
 * @returns true if it failed
 */
export function tellSaved({ log }: GenerateSetup, report: BindingsReport, isQuiet: boolean): boolean {
  logReport(log, report);
  const { kind, text, leadsTo } = reportView(report, folderText(report.out));
  const hasFailed = kind === "error" || kind === "warning";
  if (!hasFailed) {
    if (report.written.length + report.removed.length > 0) vscode.window.setStatusBarMessage(`$(check) ${text}`, 6000);
    return false;
  }
  if (isQuiet) {
    vscode.window.setStatusBarMessage(`$(warning) ${text}`, 6000);
    return true;
  }
  const problem = typeof leadsTo === "object" && leadsTo.uri !== undefined ? leadsTo : undefined;
  const show = kind === "error" ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  void show(text, ...(problem === undefined ? [] : [showProblem])).then(async (choice) => {
    if (choice === showProblem && problem !== undefined) await showTrouble(problem);
  });
  return true;
}
