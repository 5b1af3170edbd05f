import * as vscode from "vscode";
import { reporting } from "../commands/reporting.js";
import { generateActions } from "./codeAction.js";
import { generateOnSave } from "./generateOnSave.js";
import { generateLens } from "./lens.js";
import { previewProvider } from "./preview/register.js";
import type { GenerateSetup } from "./setup.js";
import { generateTasks } from "./tasks/register.js";

/** Registers everything about generating TypeScript; each part loads what it needs when it is used first. */
export function registerGenerate(setup: GenerateSetup, cli: string): vscode.Disposable {
  const commands: Readonly<Record<string, (...values: unknown[]) => unknown>> = {
    "lwm2m.generateTypeScript": async (argument, selection) => {
      const { generateTypeScript } = await import("./commands/generateTypeScript.js");
      return generateTypeScript(setup, argument, selection);
    },
    "lwm2m.generateBindings": async () => {
      const { generateBindings } = await import("./commands/generateBindings.js");
      return generateBindings(setup);
    },
    "lwm2m.previewTypeScript": async (argument) => {
      const { previewTypeScript } = await import("./commands/previewTypeScript.js");
      return previewTypeScript(setup, argument);
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, reporting(setup.log, id, run))),
    generateLens(),
    generateActions(),
    previewProvider(setup.session),
    generateOnSave(setup),
    generateTasks(cli),
  );
}
