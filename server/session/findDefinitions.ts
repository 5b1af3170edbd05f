import { join } from "node:path";
import type { CancellationToken } from "vscode-languageserver";
import type { FileAccess } from "./environment.js";

/** Folders that hold no definitions of the user's own. */
const skippedFolders: ReadonlySet<string> = new Set(["node_modules", ".git", ".hg", ".svn"]);

/** The XML files below folders, each once, in the order of their paths. Ends early when it is cancelled. */
export async function findXmlFiles(
  folders: readonly string[],
  files: FileAccess,
  token: CancellationToken,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...folders];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (token.isCancellationRequested) break;
    if (seen.has(folder)) continue;
    seen.add(folder);
    for (const { name, isFolder } of await files.list(folder)) {
      if (isFolder && !skippedFolders.has(name)) waiting.push(join(folder, name));
      if (!isFolder && isXml(name)) found.add(join(folder, name));
    }
  }
  return [...found].sort();
}

/** True if a file's name says that it is XML. */
export function isXml(name: string): boolean {
  return /\.xml$/iu.test(name);
}
