import type * as vscode from "vscode";
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
  const launches = session.onWillStart((client) => {
    known.beginRun();
    client.onNotification(definitionsNotification, (told: FileDefinitions) => {
      if (known.take(told)) changes.fire(told);
    });
    const states = client.onDidChangeState(() => {
      if (!client.isRunning()) return;
      states.dispose();
      client.sendRequest(workspaceDefinitionsRequest).then(
        () => {
          for (const gone of known.endRun()) changes.fire(gone);
        },
        // The run ended before it had told everything; the next one tells again.
        () => undefined,
      );
    });
  });
  return {
    current: known.byUri,
    onDidChange: changes.event,
    start: () => void session.start().catch(() => undefined),
    dispose: () => {
      launches.dispose();
      changes.dispose();
    },
  };
}
