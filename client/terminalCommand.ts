import type * as vscode from "vscode";
import { delimiter } from "node:path";

/** What the scripts in `bin/` ask for the program that runs Node.js code. */
const nodeVariable = "LWM2M_WORKBENCH_NODE";

/** Puts the command `lwm2m` on the PATH of VS Code's terminals. It runs on VS Code's own Node.js. */
export function offerTerminalCommand(context: vscode.ExtensionContext): void {
  const variables = context.environmentVariableCollection;
  variables.description = "Adds the command lwm2m to the PATH";
  variables.prepend("PATH", context.asAbsolutePath("bin") + delimiter);
  variables.replace(nodeVariable, process.execPath);
}
