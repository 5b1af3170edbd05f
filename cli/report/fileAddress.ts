import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

/** What relative addresses in a SARIF log start at: the current folder. */
export const baseId = "%SRCROOT%";

/** An artifact location of SARIF (§3.4). */
export interface FileAddress {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** The address of a folder, with the slash at its end that makes relative addresses resolve inside it. */
export function folderUri(folder: string): string {
  return pathToFileURL(folder.endsWith(sep) ? folder : folder + sep).href;
}

/** The address of a file: relative if it is below the current folder, else absolute. */
export function fileAddress(path: string, cwd: string): FileAddress {
  const fromHere = relative(cwd, path);
  if (fromHere === ".." || fromHere.startsWith(`..${sep}`) || isAbsolute(fromHere)) {
    return { uri: pathToFileURL(path).href };
  }
  return { uri: fromHere.split(sep).map(encodeURIComponent).join("/"), uriBaseId: baseId };
}

/** How a file is named to the user: relative to the current folder unless the whole path is shorter, with slashes. */
export function displayPath(path: string, cwd: string): string {
  return shorter(path, relative(cwd, path) || ".");
}

/** Names files as `displayPath` does. The way to a folder is looked for once for all of its files that come in a row. */
export function fileNamer(cwd: string): (folder: string, fileName: string) => string {
  let last: { readonly folder: string; readonly fromHere: string } | undefined;
  return (folder, fileName) => {
    if (last?.folder !== folder) last = { folder, fromHere: relative(cwd, folder) };
    return shorter(inFolder(folder, fileName), inFolder(last.fromHere, fileName));
  };
}

function inFolder(folder: string, fileName: string): string {
  return folder === "" || folder.endsWith(sep) ? folder + fileName : folder + sep + fileName;
}

function shorter(path: string, fromHere: string): string {
  const name = path.length < fromHere.length ? path : fromHere;
  return sep === "/" ? name : name.replaceAll(sep, "/");
}
