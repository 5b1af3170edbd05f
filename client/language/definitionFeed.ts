import type * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { definitionsNotification, workspaceDefinitionsRequest, type FileDefinitions } from "../../server/protocol.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import { Emitter } from "../../lwm2m/base/event.js";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { KnownDefinitions } from "./knownDefinitions.js";
import type { LanguageSession } from "./session.js";

/** What the files of the workspace and the open documents define: the model that devices are decoded with. */
export interface DefinitionFeed {
  /** By the address of the file. Files that define nothing are not in it. */
  readonly current: ReadonlyMap<string, readonly ObjectDefinition[]>;
  /** Fires when a file defines something else than before; an empty list takes back what it defined. */
  readonly onDidChange: vscode.Event<FileDefinitions>;
  /**
   * Starts the language server if it does not run yet: for who needs the definitions of the workspace although none is
   * open. It tells them by `onDidChange`.
   */
  readonly start: () => void;
}

/** The feed of a session, over all runs of its language server: a crash takes nothing back. */
export function definitionFeed(session: LanguageSession): DefinitionFeed & Disposable {
  const known = new KnownDefinitions();
  const changes = new Emitter<FileDefinitions>();
  const asked = new WeakSet<LanguageClient>();
  /** Files that are not open are told only if somebody needs them, as that reads the whole workspace. */
  let needsWorkspace = false;

  async function askForWorkspace(client: LanguageClient): Promise<void> {
    if (!needsWorkspace || asked.has(client)) return;
    asked.add(client);
    await client.sendRequest(workspaceDefinitionsRequest, {});
    for (const gone of known.endRun()) changes.fire(gone);
  }

  // A run that ends before it has told everything is no trouble: the next one tells again.
  const ignore = (): void => undefined;
  const launches = session.onWillStart((client) => {
    known.beginRun();
    client.onNotification(definitionsNotification, (told: FileDefinitions) => {
      if (known.take(told)) changes.fire(told);
    });
    client.onDidChangeState(() => {
      if (client.isRunning()) askForWorkspace(client).catch(ignore);
    });
  });
  return {
    current: known.byUri,
    onDidChange: changes.event,
    start: () => {
      needsWorkspace = true;
      session.start().then(askForWorkspace).catch(ignore);
    },
    dispose: () => {
      launches.dispose();
      changes.dispose();
    },
  };
}
