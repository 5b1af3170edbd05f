import { URI, Utils } from "vscode-uri";

/** The path of a `file:` address on this machine; undefined for any other address. */
export function pathOf(uri: string): string | undefined {
  const parsed = parseUri(uri);
  return parsed?.scheme === "file" ? parsed.fsPath : undefined;
}

/** The `file:` address of a path. */
export function uriOf(path: string): string {
  return URI.file(path).toString();
}

/** The last part of an address, without its folders. */
export function fileNameOf(uri: string): string | undefined {
  const parsed = parseUri(uri);
  return parsed === undefined || parsed.scheme === "untitled" ? undefined : Utils.basename(parsed);
}

/** An address in its parts; undefined for a text that is none. */
export function parseUri(uri: string): URI | undefined {
  try {
    return URI.parse(uri, true);
  } catch {
    return undefined;
  }
}

/** One spelling for all spellings of an address, to compare by: clients differ in what they escape. */
export function sameSpelling(uri: string): string {
  return parseUri(uri)?.toString() ?? uri;
}
