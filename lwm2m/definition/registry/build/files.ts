/** The files of a registry folder, wherever they are. */
export interface RegistryFiles {
  /** The names of the files in a folder, in any order; empty if there is no such folder. `""` is the registry itself. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** The content of a file by its path with `/`; undefined if there is no such file. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
}

/** Something about a registry folder that its owner should look at. */
export interface BuildProblem {
  /** An error leaves something out of the table; a warning does not. */
  readonly level: "error" | "warning";
  /** Path inside the registry folder, with `/`. */
  readonly path: string;
  /** One sentence: what is wrong there. */
  readonly message: string;
}

/** Takes problems while a table is built. */
export type Report = (level: BuildProblem["level"], path: string, message: string) => void;

/** A file as text: UTF-8 without byte order mark, lines ended by LF whatever the checkout made of them. */
export function decodeFile(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/gu, "\n");
  } catch {
    return undefined;
  }
}
