import { CancellationToken, type Connection } from "vscode-languageserver";
import { parseDefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { objectDefinitions } from "../../lwm2m/definition/objectDefinition.js";
import { recognizesDefinition } from "../../lwm2m/definition/recognize.js";
import { definitionsNotification, type FileDefinitions } from "../protocol.js";
import type { Documents } from "./documents.js";
import type { FileAccess, Timers } from "./environment.js";
import { findXmlFiles } from "./findDefinitions.js";
import { isWithin } from "./folders.js";
import { pauseInTyping, pausing } from "./pauses.js";
import type { RequestGuard } from "./requestGuard.js";
import { pathOf, sameSpelling, uriOf } from "./uris.js";

/** Tells the client what its files define. */
export interface Telling {
  /** A document has opened or changed. */
  readonly changed: (uri: string) => void;
  readonly closed: (uri: string) => void;
  /** A file has come, gone or changed on disk. */
  readonly fileChanged: (uri: string) => Promise<void>;
  /** Something has gone from the disk that may have been a folder. */
  readonly folderGone: (uri: string) => Promise<void>;
  readonly foldersChanged: () => Promise<void>;
  /** Tells of all files of the workspace. Those that are not open count from then on. */
  readonly tellWorkspace: () => Promise<void>;
  /** What has been told of each file, the file that changed last at the end. */
  readonly told: ReadonlyMap<string, readonly ObjectDefinition[]>;
  readonly dispose: () => void;
}

/** What definitions are told from. */
export interface TellingSetup {
  readonly connection: Pick<Connection, "sendNotification">;
  readonly documents: Documents;
  readonly files: FileAccess;
  readonly folders: () => readonly string[];
  readonly timers: Timers;
  readonly guard: RequestGuard;
}

/** So many files are read at a time. */
const batchSize = 16;

/** Tells after a pause in typing, and only what is new. */
export function telling(setup: TellingSetup): Telling {
  const { documents, guard } = setup;
  const told = new Map<string, readonly ObjectDefinition[]>();
  const pauses = pausing(setup.timers);
  /** Files that are not open count only once somebody has asked for them. */
  let tellsWorkspace = false;

  async function tell(uri: string, definitions: readonly ObjectDefinition[]): Promise<void> {
    const before = told.get(uri) ?? [];
    if (JSON.stringify(before) === JSON.stringify(definitions)) return;
    // What has changed last stands last.
    told.delete(uri);
    if (definitions.length > 0) told.set(uri, definitions);
    const params: FileDefinitions = { uri, definitions };
    await setup.connection.sendNotification(definitionsNotification, params);
  }

  function tellDocument(uri: string): Promise<void> {
    const known = sameSpelling(uri);
    const file = documents.editable(uri)?.file;
    return tell(known, file === undefined ? [] : objectDefinitions(file, told.get(known)));
  }

  function openUri(uri: string): string | undefined {
    return documents.all().find((source) => sameSpelling(source.uri) === uri)?.uri;
  }

  /** Tells what a file on disk defines; a broken one keeps what was good before. */
  async function tellFile(uri: string): Promise<void> {
    const path = pathOf(uri);
    const counts = tellsWorkspace && path !== undefined && setup.folders().some((folder) => isWithin(path, folder));
    const file = counts ? await setup.files.read(path) : undefined;
    // The document of the file counts if it was opened meanwhile.
    if (openUri(uri) !== undefined) return;
    const isDefinition = file?.kind === "text" && recognizesDefinition(file.text);
    await tell(uri, isDefinition ? objectDefinitions(parseDefinitionFile(file.text), told.get(uri)) : []);
  }

  async function tellWorkspace(): Promise<void> {
    tellsWorkspace = true;
    const paths = await findXmlFiles(setup.folders(), setup.files, CancellationToken.None);
    // What was told of a file that is no longer there is taken back.
    const uris = [...new Set([...paths.map(uriOf), ...told.keys()])];
    for (let at = 0; at < uris.length; at += batchSize) {
      await Promise.all(uris.slice(at, at + batchSize).map(tellFile));
    }
  }

  return {
    told,
    changed: (uri) => {
      pauses.after(uri, told.has(sameSpelling(uri)) ? pauseInTyping : 0, () => {
        guard.background("telling definitions", () => tellDocument(uri));
      });
    },
    closed: (uri) => {
      pauses.cancel(uri);
      guard.background("telling definitions", () => tellFile(sameSpelling(uri)));
    },
    fileChanged: (uri) => tellFile(sameSpelling(uri)),
    folderGone: async (uri) => {
      const inside = `${sameSpelling(uri)}/`;
      for (const file of [...told.keys()]) if (file.startsWith(inside)) await tellFile(file);
    },
    foldersChanged: async () => {
      if (tellsWorkspace) await tellWorkspace();
    },
    tellWorkspace,
    dispose: pauses.dispose,
  };
}
