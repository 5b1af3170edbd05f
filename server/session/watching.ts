import {
  DidChangeWatchedFilesNotification,
  WatchKind,
  type Connection,
  type FileSystemWatcher,
} from "vscode-languageserver";
import { configFileName } from "../../lwm2m/definition/configKeys.js";
import type { ClientFacts } from "./clientFacts.js";

/** Asks the client to say when files change on disk. */
export interface Watching {
  /** True once configuration files are watched. */
  readonly watchesConfig: () => boolean;
  readonly watchConfig: () => Promise<void>;
  /** From the first validation of the workspace on. */
  readonly watchDefinitions: () => Promise<void>;
}

/** Watches nothing for a client that cannot be asked to. */
export function watching(connection: Connection, facts: () => ClientFacts): Watching {
  const watched = new Set<string>();

  async function watch(globPattern: string, ...more: readonly FileSystemWatcher[]): Promise<void> {
    if (!facts().registersWatchers || watched.has(globPattern)) return;
    const watchers = [{ globPattern }, ...more];
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    watched.add(globPattern);
  }

  const configGlob = `**/${configFileName}`;
  return {
    watchesConfig: () => watched.has(configGlob),
    watchConfig: () => watch(configGlob),
    // Of a folder that is deleted, editors may tell nothing but that, so its name can be any.
    watchDefinitions: () => watch("**/*.{xml,XML}", { globPattern: "**/*", kind: WatchKind.Delete }),
  };
}
