import { parseDefinitionFile, type DefinitionFile } from "../lwm2m/definition/definitionFile.js";
import type { SourceText } from "./text/sourceText.js";

/** An object definition that is open in the editor, as every feature sees it: one version of its text, parsed. */
export interface OpenDefinition {
  readonly source: SourceText;
  readonly file: DefinitionFile;
}

/** Parses a text as an object definition. */
export function openDefinition(source: SourceText): OpenDefinition {
  return { source, file: parseDefinitionFile(source.text) };
}
