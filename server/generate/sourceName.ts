import { fileNameOf } from "../session/uris.js";

/** How the header of a generated file calls a definition file; one that was never saved has no name. */
export function sourceName(uri: string): string {
  return fileNameOf(uri) ?? "an unsaved definition";
}
