import * as vscode from "vscode";
import { configFileName } from "../../../lwm2m/definition/configKeys.js";
import { readTaskWish, taskArguments, taskName } from "./taskArguments.js";

/** The tasks of all workspace folders: checking definitions, and generating where the configuration says from what. */
export async function workspaceTasks(cli: string): Promise<vscode.Task[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const tasks = await Promise.all(folders.map((folder) => folderTasks(cli, folder)));
  return tasks.flat();
}

async function folderTasks(cli: string, folder: vscode.WorkspaceFolder): Promise<readonly vscode.Task[]> {
  const generates = (await generatesByConfig(folder))
    ? [{ command: "generate" }, { command: "generate", check: true }]
    : [];
  return [...generates, { command: "validate" }].flatMap(
    (definition) => runnableTask(cli, { type: "lwm2m", ...definition }, folder) ?? [],
  );
}

/** True if the configuration of a folder seems to say what to generate; the command line reads it for good. */
async function generatesByConfig({ uri }: vscode.WorkspaceFolder): Promise<boolean> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uri, configFileName));
    return /"generate"\s*:/u.test(new TextDecoder().decode(bytes));
  } catch {
    return false;
  }
}

/** Completes a task: it runs our command line with the Node.js that VS Code itself runs on, so nothing need be installed. */
export function runnableTask(
  cli: string,
  definition: vscode.TaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope | undefined,
): vscode.Task | undefined {
  const wish = readTaskWish(definition);
  if (wish === undefined) return undefined;
  const folder = typeof scope === "object" ? scope : vscode.workspace.workspaceFolders?.[0];
  const execution = new vscode.ProcessExecution(process.execPath, [cli, ...taskArguments(wish)], {
    env: { ELECTRON_RUN_AS_NODE: "1" },
    ...(folder === undefined ? {} : { cwd: folder.uri.fsPath }),
  });
  const matchers = ["$lwm2m"];
  const where = scope ?? vscode.TaskScope.Workspace;
  const task = new vscode.Task(definition, where, taskName(wish), "lwm2m", execution, matchers);
  task.detail = wish.command === "validate" ? "Check the object definitions" : details[wish.check ? "check" : "write"];
  task.presentationOptions = { clear: true };
  return task;
}

const details = {
  write: "Write the TypeScript that lwm2m.config.json asks for",
  check: "Tell which generated TypeScript is not up to date; nothing is written",
} as const;
