import * as vscode from "vscode";
import { ExecuteCommandRequest, WorkDoneProgress } from "vscode-languageclient/node";
import { validateWorkspaceCommand, type WorkspaceReport } from "../../server/protocol.js";
import type { LanguageSession } from "../language/session.js";
import { workspaceSummary } from "./workspaceSummary.js";

const showProblems = "Show Problems";

/**
 * Checks all definitions of the workspace, with progress and cancel, and tells what was found.
 * @returns the report; undefined if the language server did not answer
 */
export async function validateWorkspace(session: LanguageSession): Promise<WorkspaceReport | undefined> {
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "Checking LwM2M object definitions", cancellable: true },
    (progress, token) => requestReport(session, progress, token),
  );
  void tell(report);
  return report;
}

const nothingChecked = { definitions: 0, otherFiles: 0, errors: 0, warnings: 0, unreadable: [] } as const;

/** Tokens of our own progress, so that two runs do not mix. */
let runs = 0;

async function requestReport(
  session: LanguageSession,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  cancellation: vscode.CancellationToken,
): Promise<WorkspaceReport> {
  const client = await session.start();
  const workDoneToken = `lwm2m-validate-${++runs}`;
  let done = 0;
  const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (step) => {
    if (step.kind === "end") return;
    const percentage = step.percentage ?? done;
    progress.report({ increment: percentage - done, ...(step.message === undefined ? {} : { message: step.message }) });
    done = percentage;
  });
  try {
    const params = { command: validateWorkspaceCommand, workDoneToken };
    // The language server answers its own command with what its contract says.
    return await client.sendRequest<WorkspaceReport>(ExecuteCommandRequest.method, params, cancellation);
  } catch (error) {
    // A request that is canceled before the language server took it up is refused instead of answered.
    if (cancellation.isCancellationRequested) return { ...nothingChecked, isCancelled: true };
    throw error;
  } finally {
    listener.dispose();
  }
}

async function tell(report: WorkspaceReport): Promise<void> {
  const hasProblems = report.errors + report.warnings > 0;
  const show = report.errors > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const choice = await show(workspaceSummary(report), ...(hasProblems ? [showProblems] : []));
  if (choice === showProblems) await vscode.commands.executeCommand("workbench.actions.view.problems");
}
