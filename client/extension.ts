import * as vscode from "vscode";
import { registerCommands } from "./commands/register.js";
import { crashReporter } from "./crashReporter.js";
import { closeTags } from "./language/closeTag.js";
import { registerGenerate } from "./generate/register.js";
import { registerDevices } from "./devices/register.js";
import { namesOnline } from "./devices/tree/serverText.js";
import { definitionFeed } from "./language/definitionFeed.js";
import type { TreeOf } from "./language/definitionTarget.js";
import { followActiveDefinition, onFirstDefinition } from "./language/documents.js";
import { foldLicenseHeaders } from "./language/foldLicense.js";
import { registryDocuments } from "./language/registryDocuments.js";
import { LanguageSession } from "./language/session.js";
import { simulateLens } from "./language/simulateLens.js";
import { createStatusItem } from "./language/status.js";
import { onDidChangeTagOwner, tagsAreLeftToOthers } from "./language/tags.js";
import { registerMessages } from "./messages/register.js";
import { offerTerminalCommand } from "./terminalCommand.js";

/** What `activate` hands to other extensions and to the tests. */
export interface ExtensionApi {
  readonly version: 1;
  /** The process of the language server while it runs. */
  readonly languageServerProcessId: () => number | undefined;
  /** The process of the engine while this window is connected to it. */
  readonly engineProcessId: () => number | undefined;
  /** The names of the devices that are online. */
  readonly deviceNames: () => readonly string[];
}

let session: LanguageSession | undefined;

/** Called by VS Code when an XML file is opened or a command is used: only looks, and starts nothing unneeded. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const ownId = context.extension.id;
  const log = vscode.window.createOutputChannel("LwM2M Workbench", { log: true });
  const serverLog = vscode.window.createOutputChannel("LwM2M Language Server", { log: true });
  const started = new LanguageSession({
    serverModule: context.asAbsolutePath("dist/server.cjs"),
    log: serverLog,
    initializationOptions: () => ({
      perDocument: true,
      leaveTagsToOthers: tagsAreLeftToOthers(ownId),
      tellsDefinitions: true,
      rulePage: `command:lwm2m.showRule?${encodeURIComponent('["')}{id}${encodeURIComponent('"]')}`,
    }),
    onCrash: crashReporter({
      name: "The LwM2M language server",
      showLog: "lwm2m.showLog",
      startAgain: { title: "Restart", command: "lwm2m.restartLanguageServer" },
    }),
  });
  session = started;
  const failure = (error: unknown): void => {
    log.error(`The language server did not start: ${String(error)}`);
  };
  const definitions = definitionFeed(started);
  const devices = registerDevices(context, definitions);
  const treeOf: TreeOf = (deviceId) => devices.session.state.devices.get(deviceId)?.tree;
  context.subscriptions.push(
    log,
    serverLog,
    definitions,
    devices,
    registerMessages(devices, log),
    registerCommands({ context, session: started, definitions, treeOf, log, serverLog }),
    registryDocuments(started),
    simulateLens(),
    registerGenerate(
      {
        session: started,
        log,
        memory: context.workspaceState,
        registryFile: context.asAbsolutePath("dist/registry.json.br"),
      },
      context.asAbsolutePath("dist/cli.cjs"),
    ),
    createStatusItem(started),
    followActiveDefinition((document) => {
      void vscode.commands.executeCommand("setContext", "lwm2m.isDefinition", document !== undefined);
    }),
    onFirstDefinition(() => {
      void vscode.commands.executeCommand("setContext", "lwm2m.hasDefinitions", true);
      started.start().catch(failure);
    }),
    onDidChangeTagOwner(ownId, () => {
      started.refresh().catch(failure);
    }),
    closeTags(started, () => !tagsAreLeftToOthers(ownId)),
    foldLicenseHeaders(),
  );
  offerTerminalCommand(context);
  return {
    version: 1,
    languageServerProcessId: () => started.processId,
    engineProcessId: () => devices.session.processId,
    deviceNames: () => namesOnline(devices.session.state),
  };
}

/** Called by VS Code at the end. */
export async function deactivate(): Promise<void> {
  await session?.stop();
}
