import * as vscode from "vscode";
import type { EngineParams } from "../../../engine/protocol.js";
import type { OperationResult } from "../../../engine/protocol/operations.js";
import { failureText, successText, type OperationMethod } from "../input/resultText.js";
import { deviceViewId } from "../tree/deviceTree.js";
import type { DeviceCommandSetup } from "./setup.js";

const showMessages = "Show Messages";

/** How long a line about what has worked stays in the status bar, in milliseconds. */
const shownFor = 5000;

/**
 * Performs an operation that the user has asked for, with progress in the view. What works is told in the status bar,
 * what does not by one notification.
 */
export async function operate<M extends OperationMethod>(
  { session }: DeviceCommandSetup,
  method: M,
  params: EngineParams<M>,
): Promise<OperationResult> {
  const result = await vscode.window.withProgress({ location: { viewId: deviceViewId } }, () =>
    session.operate(method, params),
  );
  const { deviceId, path } = params;
  const done = { method, deviceId, path };
  if (result.kind === "success") {
    vscode.window.setStatusBarMessage(`$(check) ${successText(session.state, done, result)}`, shownFor);
  } else {
    const text = failureText(session.state, done, result);
    void vscode.window.showWarningMessage(text, showMessages).then((choice) => {
      if (choice !== undefined) void vscode.commands.executeCommand("lwm2m.showMessages", { deviceId });
    });
  }
  return result;
}
