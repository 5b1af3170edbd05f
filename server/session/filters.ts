import { Utils } from "vscode-uri";
import type { DocumentFilter } from "vscode-languageserver";
import { parseUri } from "./uris.js";

/** A filter that matches one document and no other. */
export function filterFor(uri: string, hasRelativePatterns: boolean): DocumentFilter {
  const parsed = parseUri(uri);
  if (parsed === undefined) return { language: "xml", pattern: escapeGlob(uri) };
  const { scheme } = parsed;
  if (scheme === "file" && hasRelativePatterns) {
    const baseUri = Utils.dirname(parsed).toString();
    return { language: "xml", scheme, pattern: { baseUri, pattern: escapeGlob(Utils.basename(parsed)) } };
  }
  return { language: "xml", scheme, pattern: escapeGlob(scheme === "file" ? parsed.fsPath : parsed.path) };
}

/** Text as a glob pattern that matches just that text. */
function escapeGlob(text: string): string {
  return text.replace(/[[\]{}*?]/gu, "[$&]");
}
