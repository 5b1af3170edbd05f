import * as vscode from "vscode";

/** The type of our tasks in `tasks.json`. */
const taskType = "lwm2m";

/** Offers tasks that run the command line, as a CI job would. */
export function generateTasks(cli: string): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: async () => {
      const { workspaceTasks } = await import("./tasks.js");
      return workspaceTasks(cli);
    },
    resolveTask: async (task) => {
      const { runnableTask } = await import("./tasks.js");
      return runnableTask(cli, task.definition, task.scope);
    },
  });
}
