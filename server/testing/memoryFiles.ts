import type { FileAccess, FolderEntry } from "../session/environment.js";

/** Files in memory, by absolute path. */
export function memoryFiles(files: ReadonlyMap<string, string>): FileAccess {
  return {
    read: (path) => {
      const text = files.get(path);
      return Promise.resolve(text === undefined ? { kind: "missing" } : { kind: "text", text });
    },
    list: (folder) => {
      const entries = new Map<string, FolderEntry>();
      for (const path of files.keys()) {
        if (!path.startsWith(`${folder}/`)) continue;
        const [name = "", ...rest] = path.slice(folder.length + 1).split("/");
        entries.set(name, { name, isFolder: rest.length > 0 });
      }
      return Promise.resolve([...entries.values()]);
    },
    // Enough for tests: * stands for anything within a name, ** for folders.
    glob: (pattern, folder) => {
      const [folders, name] = ["(?:[^/.][^/]*/)", "[^/]*"];
      const expression = pattern
        .replaceAll(".", "\\.")
        .replaceAll(/(\*\*\/)|\*/gu, (_, deep) => (deep ? `${folders}*` : name));
      const paths = [...files.keys()].filter((path) => new RegExp(`^${folder}/${expression}$`, "u").test(path));
      return Promise.resolve({ paths, unreadable: [] });
    },
  };
}
