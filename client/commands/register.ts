import * as vscode from "vscode";
import type { DefinitionFeed } from "../language/definitionFeed.js";
import type { TreeOf } from "../language/definitionTarget.js";
import type { LanguageSession } from "../language/session.js";
import { reporting } from "./reporting.js";

/** What the commands work on. */
export interface CommandSetup {
  readonly context: vscode.ExtensionContext;
  readonly session: LanguageSession;
  readonly definitions: DefinitionFeed;
  /** What devices are made of. */
  readonly treeOf: TreeOf;
  /** The log of the language server. */
  readonly serverLog: vscode.LogOutputChannel;
  /** The log of the extension itself. */
  readonly log: vscode.LogOutputChannel;
}

/** Registers every command; each loads what it needs when it runs first. */
export function registerCommands(setup: CommandSetup): vscode.Disposable {
  const { context, session, definitions, treeOf, serverLog, log } = setup;
  const commands: Readonly<Record<string, (argument: unknown) => unknown>> = {
    "lwm2m.newObjectDefinition": async (argument) => {
      const { newObjectDefinition } = await import("./newObjectDefinition.js");
      return newObjectDefinition(context.asAbsolutePath("dist/registry.json.br"), argument);
    },
    "lwm2m.validateWorkspace": async () => {
      const { validateWorkspace } = await import("./validateWorkspace.js");
      return validateWorkspace(session);
    },
    "lwm2m.fixAll": async () => {
      const { fixAll } = await import("./fixAll.js");
      return fixAll(session);
    },
    "lwm2m.showRule": async (argument) => {
      const { showRule } = await import("./showRule.js");
      return showRule(vscode.Uri.joinPath(context.extensionUri, "docs/rules"), argument);
    },
    "lwm2m.goToDefinition": async (argument) => {
      const { goToDefinition } = await import("./goToDefinition.js");
      return goToDefinition(session, treeOf, argument);
    },
    "lwm2m.simulateObject": async (argument) => {
      const { simulateObject } = await import("./simulateObject.js");
      return simulateObject(definitions, argument);
    },
    "lwm2m.restartLanguageServer": () => session.restart(),
    "lwm2m.showLog": () => {
      serverLog.show(true);
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, reporting(log, id, run))),
  );
}
