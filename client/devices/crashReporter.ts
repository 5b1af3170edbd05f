import * as vscode from "vscode";
import type { CrashVerdict } from "../language/crashPolicy.js";

const showLog = "Show Log";
const tryAgain = "Try Again";

/** Tells the user about crashes of the engine: the first one, and the one after which it stays down. One at a time. */
export function engineCrashReporter(): (verdict: CrashVerdict) => void {
  let isShown = false;
  return (verdict) => {
    if (isShown && verdict.kind === "restart") return;
    isShown = true;
    void tell(verdict).finally(() => (isShown = false));
  };
}

async function tell(verdict: CrashVerdict): Promise<void> {
  const choice =
    verdict.kind === "restart"
      ? await vscode.window.showWarningMessage(
          `The engine that talks to devices has crashed and starts again in ${verdict.delay / 1000} s.`,
          showLog,
        )
      : await vscode.window.showErrorMessage(
          `The engine that talks to devices has crashed ${verdict.crashes.length} times within three minutes and stays down.`,
          showLog,
          tryAgain,
        );
  if (choice === showLog) await vscode.commands.executeCommand("lwm2m.showDeviceLog");
  else if (choice === tryAgain) await vscode.commands.executeCommand("lwm2m.refreshDevices");
}
