import type { Disk } from "../../lwm2m/codegen/output/disk.js";

/** A disk in memory over the files of a test, by absolute path. It has no links, and folders are there as soon as needed. */
export function memoryDisk(files: Map<string, string>): Disk {
  const isFolder = (path: string): boolean => [...files.keys()].some((file) => file.startsWith(`${path}/`));
  const read = (path: string): string => {
    const text = files.get(path);
    if (text === undefined) throw missing(path);
    return text;
  };
  return {
    list: (folder) => {
      const inside = [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
      if (inside.length === 0) throw missing(folder);
      const names = new Set(inside.map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""));
      return [...names].map((name) => ({ name, isFolder: isFolder(`${folder}/${name}`) }));
    },
    exists: (path) => files.has(path) || isFolder(path),
    look: (path) => {
      if (files.has(path)) return { kind: "file", size: read(path).length };
      if (isFolder(path)) return { kind: "folder", size: 0 };
      throw missing(path);
    },
    target: (path) => {
      read(path);
      return path;
    },
    mode: () => 0o644,
    read: (path) => new TextEncoder().encode(read(path)),
    makeFolder: () => undefined,
    writeNew: (path, content) => {
      files.set(path, typeof content === "string" ? content : new TextDecoder().decode(content));
    },
    move: (from, to) => {
      files.set(to, read(from));
      files.delete(from);
    },
    remove: (path) => {
      files.delete(path);
    },
    removeFolder: () => undefined,
    isRunning: () => true,
  };
}

function missing(path: string): Error {
  return Object.assign(new Error(`There is no ${path}.`), { code: "ENOENT" });
}
