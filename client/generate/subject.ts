import * as vscode from "vscode";
import { registryScheme } from "../../server/protocol.js";
import { isDefinition } from "../language/documents.js";
import { previewQuery } from "./preview/previewUri.js";

/** A definition that a command is about. */
export interface Subject {
  readonly uri: vscode.Uri;
  /** One object of the file; undefined for the file as a whole. */
  readonly objectId?: number;
  /** Where TypeScript goes, for key bindings; what is missing is remembered or asked. */
  readonly out?: vscode.Uri;
}

/** True if TypeScript can be generated from a document: a definition, or an object of the registry. */
export function isSource(document: vscode.TextDocument): boolean {
  return document.uri.scheme === registryScheme || isDefinition(document);
}

/**
 * What the argument of a command is about: an address, as menus hand it over, a `Subject`, or the definition behind a
 * preview. Without an argument it is the editor that the user looks at; undefined if that shows no definition.
 */
export function subjectOf(argument: unknown): Subject | undefined {
  if (argument instanceof vscode.Uri) return behindPreview(argument);
  if (typeof argument === "object" && argument !== null && "uri" in argument && argument.uri instanceof vscode.Uri) {
    const hasId = "objectId" in argument && typeof argument.objectId === "number";
    return {
      uri: argument.uri,
      ...(hasId ? { objectId: Number(argument.objectId) } : {}),
      ...("out" in argument && argument.out instanceof vscode.Uri ? { out: argument.out } : {}),
    };
  }
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return undefined;
  if (isSource(document)) return { uri: document.uri };
  return previewQuery(document.uri) === undefined ? undefined : behindPreview(document.uri);
}

function behindPreview(uri: vscode.Uri): Subject {
  const query = previewQuery(uri);
  if (query === undefined) return { uri };
  const { objectId } = query;
  return { uri: vscode.Uri.parse(query.uri), ...(objectId === undefined ? {} : { objectId }) };
}
