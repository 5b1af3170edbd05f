import { braced } from "./lines.js";

/** What an alias file names without its version. */
export interface AliasedObject {
  readonly symbol: string;
  readonly aliasSymbol: string;
  /** The file of the object, without its extension. */
  readonly file: string;
  /** What `_Instance` and its like the object has. */
  readonly suffixes: readonly string[];
}

/** The text of a file that names an object without its version: `Temperature_3303` for `Temperature_3303_v1_1`. */
export function printAliasFile(object: AliasedObject, extension: string, header: string): string {
  const { symbol, aliasSymbol, suffixes } = object;
  const from = ` from "./${object.file}${extension}";`;
  const types = suffixes.map((suffix) => `${symbol}_${suffix} as ${aliasSymbol}_${suffix}`);
  const lines = [
    header,
    "",
    ...braced("export ", [`${symbol} as ${aliasSymbol}`], from),
    ...braced("export type ", types, from),
  ];
  return `${lines.join("\n")}\n`;
}

/** The text of the file that exports all others. */
export function printIndexFile(files: readonly string[], extension: string, header: string): string {
  const lines = [header, "", ...files.map((file) => `export * from "./${file}${extension}";`)];
  return `${lines.join("\n")}\n`;
}
