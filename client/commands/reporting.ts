import * as vscode from "vscode";
import { messageOf, stackOf } from "../../lwm2m/base/errorText.js";

/** Tells the user about a command that failed, in one place. */
export function reporting(
  log: vscode.LogOutputChannel,
  id: string,
  run: (...values: unknown[]) => unknown,
): (...values: unknown[]) => Promise<unknown> {
  return async (...values) => {
    try {
      return await run(...values);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      log.error(`${id}: ${stackOf(error)}`);
      void vscode.window.showErrorMessage(`That did not work: ${messageOf(error)}`, "Show Log").then((choice) => {
        if (choice !== undefined) log.show(true);
      });
      return undefined;
    }
  };
}
