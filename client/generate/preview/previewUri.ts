import * as vscode from "vscode";
import { generatedScheme, type PreviewQuery } from "../../../server/protocol.js";

/** What the name of a preview ends with, so that nobody takes it for a file. */
const suffix = " (preview)";

/** The address of the preview of an object. `name` is the file that would be generated; the tab shows it. */
export function previewUri(name: string, query: PreviewQuery): vscode.Uri {
  return vscode.Uri.from({ scheme: generatedScheme, path: `/${name}${suffix}`, query: JSON.stringify(query) });
}

/** What an address of `previewUri` is the preview of; undefined for any other address. */
export function previewQuery({ scheme, query }: vscode.Uri): PreviewQuery | undefined {
  if (scheme !== generatedScheme) return undefined;
  try {
    const value: unknown = JSON.parse(query);
    if (typeof value !== "object" || value === null || !("uri" in value) || typeof value.uri !== "string") {
      return undefined;
    }
    const hasId = "objectId" in value && typeof value.objectId === "number";
    return { uri: value.uri, ...(hasId ? { objectId: Number(value.objectId) } : {}) };
  } catch {
    return undefined;
  }
}

/** The name of the generated file that an address of `previewUri` shows. */
export function previewName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf("/") + 1, -suffix.length);
}
