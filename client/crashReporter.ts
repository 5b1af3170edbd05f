import * as vscode from "vscode";
import type { CrashVerdict } from "./crashPolicy.js";

/** A program that may crash, in the words of its users. */
export interface CrashingProgram {
  /** `The LwM2M language server`. */
  readonly name: string;
  /** The command that shows its log. */
  readonly showLog: string;
  /** How the user starts it again once it stays down. */
  readonly startAgain: { readonly title: string; readonly command: string };
}

const showLog = "Show Log";

/**
 * Tells the user about crashes of a program and where its log is: the first one, and the one after which it is not started
 * again. One notification at a time.
 */
export function crashReporter(program: CrashingProgram): (verdict: CrashVerdict) => void {
  let isShown = false;
  return (verdict) => {
    if (isShown && verdict.kind === "restart") return;
    isShown = true;
    void tell(program, verdict).finally(() => (isShown = false));
  };
}

async function tell(program: CrashingProgram, verdict: CrashVerdict): Promise<void> {
  const { name, startAgain } = program;
  const choice =
    verdict.kind === "restart"
      ? await vscode.window.showWarningMessage(
          `${name} crashed and starts again in ${verdict.delay / 1000} s. What it said last is in its log.`,
          showLog,
        )
      : await vscode.window.showErrorMessage(
          `${name} crashed ${verdict.crashes.length} times within three minutes and stays down. What it said last is in its log.`,
          showLog,
          startAgain.title,
        );
  if (choice === showLog) await vscode.commands.executeCommand(program.showLog);
  else if (choice === startAgain.title) await vscode.commands.executeCommand(startAgain.command);
}
