import { sep } from "node:path";
import type { InitializeParams, WorkspaceFoldersChangeEvent } from "vscode-languageserver";
import { pathOf, sameSpelling } from "./uris.js";

/** The folders that the user works in. */
export interface Folders {
  /** Their paths on this machine. */
  readonly paths: () => readonly string[];
  /** The address of the innermost folder around a file; undefined for a file outside of all. */
  readonly folderOf: (uri: string) => string | undefined;
  readonly changed: (event: WorkspaceFoldersChangeEvent) => void;
}

/** The folders that the client names at the start. */
export function workspaceFolders(params: Pick<InitializeParams, "workspaceFolders">): Folders {
  const uris = new Set((params.workspaceFolders ?? []).map(({ uri }) => sameSpelling(uri)));
  return {
    paths: () => [...uris].flatMap((uri) => pathOf(uri) ?? []),
    folderOf: (uri) => {
      const spelled = sameSpelling(uri);
      const around = [...uris].filter((folder) => spelled.startsWith(folder.endsWith("/") ? folder : `${folder}/`));
      return around.sort((a, b) => b.length - a.length)[0];
    },
    changed: ({ added, removed }) => {
      for (const { uri } of removed) uris.delete(sameSpelling(uri));
      for (const { uri } of added) uris.add(sameSpelling(uri));
    },
  };
}

/** True if a path is a folder or inside of it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
