import * as vscode from "vscode";
import type { CrashVerdict } from "./crashPolicy.js";

const showLog = "Show Log";
const restart = "Restart";

/**
 * Tells the user about crashes of the language server and where its log is: the first one, and the one after which it
 * is not started again. One notification at a time.
 */
export function crashReporter(): (verdict: CrashVerdict) => void {
  let isShown = false;
  return (verdict) => {
    const isFinal = verdict.kind === "give up";
    if (isShown && !isFinal) return;
    isShown = true;
    void tell(verdict).finally(() => (isShown = false));
  };
}

async function tell(verdict: CrashVerdict): Promise<void> {
  const choice =
    verdict.kind === "restart"
      ? await vscode.window.showWarningMessage(
          `The LwM2M language server crashed and starts again in ${verdict.delay / 1000} s. ` +
            `What it said last is in the output "LwM2M Language Server".`,
          showLog,
        )
      : await vscode.window.showErrorMessage(
          `The LwM2M language server crashed ${verdict.crashes.length} times within three minutes and stays down. ` +
            `What it said last is in the output "LwM2M Language Server".`,
          showLog,
          restart,
        );
  if (choice === showLog) await vscode.commands.executeCommand("lwm2m.showLog");
  else if (choice === restart) await vscode.commands.executeCommand("lwm2m.restartLanguageServer");
}
