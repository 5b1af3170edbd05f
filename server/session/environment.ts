import type { GeneratedFile } from "../../lwm2m/codegen/bindings.js";
import type { Disk } from "../../lwm2m/codegen/output/disk.js";
import type { BindingOptions } from "../../lwm2m/definition/bindingOptions.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";

/** What a language server needs from the machine that it runs on. */
export interface ServerEnvironment {
  readonly registry: Registry;
  /** Why there is no registry, in a sentence for the user; undefined if there is one. */
  readonly registryTrouble: string | undefined;
  readonly files: FileAccess;
  /** Where generated files are written. */
  readonly disk: Disk;
  /** The runtime that stands beside generated files; none where the options name a package that has it. */
  readonly runtimeFiles: (options: BindingOptions) => readonly GeneratedFile[];
  readonly timers: Timers;
  /** The version of the product. */
  readonly version: string;
  /** The address of the rule page that comes with the product, if there is one. */
  readonly rulePage: (ruleId: string) => string | undefined;
}

/** Calls a function later; the answer takes it back. */
export interface Timers {
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

/** Reading files by their paths. */
export interface FileAccess {
  /** The text of a file without its byte order mark, or why it cannot be had. */
  readonly read: (path: string) => Promise<ReadFile>;
  /** What a folder holds, links left out; empty if it cannot be read. */
  readonly list: (path: string) => Promise<readonly FolderEntry[]>;
  /** The files that a glob pattern matches, seen from a folder, also behind links; tools' own folders are left out. */
  readonly glob: (pattern: string, folder: string) => Promise<GlobMatches>;
}

/** What a glob pattern leads to. */
export interface GlobMatches {
  /** The paths of files, in their order. */
  readonly paths: readonly string[];
  /** Folders that could not be looked into, each with a sentence that says why. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/** What became of reading a file. */
export type ReadFile =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "missing" }
  /** A sentence that says why, without the file's name. */
  | { readonly kind: "unreadable"; readonly message: string };

/** A file or folder inside of a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}
