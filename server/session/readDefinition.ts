import { parseDefinitionFile, type DefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import type { PositionEncoding } from "../text/positionEncoding.js";
import { sourceText, type SourceText } from "../text/sourceText.js";
import type { Documents } from "./documents.js";
import type { FileAccess } from "./environment.js";
import { pathOf, sameSpelling } from "./uris.js";

/** What definitions are read from. */
export interface DefinitionReading {
  readonly documents: Pick<Documents, "all" | "editable">;
  readonly files: Pick<FileAccess, "read">;
  readonly encoding: () => PositionEncoding;
}

/** A definition file that was read, whether it is open or not. */
export interface ReadDefinition {
  readonly source: SourceText;
  readonly file: DefinitionFile;
}

/** A file as it is in the editor, or else on disk; undefined if it is not there or cannot be read. */
export async function readDefinition(reading: DefinitionReading, uri: string): Promise<ReadDefinition | undefined> {
  const spelled = sameSpelling(uri);
  const open = reading.documents.all().find((source) => sameSpelling(source.uri) === spelled);
  if (open !== undefined) return reading.documents.editable(open.uri);
  const path = pathOf(uri);
  const file = path === undefined ? undefined : await reading.files.read(path);
  return file?.kind === "text" ? definitionIn(reading, uri, file.text) : undefined;
}

/** Parses a text that is not open. */
export function definitionIn(
  { encoding }: Pick<DefinitionReading, "encoding">,
  uri: string,
  text: string,
): ReadDefinition {
  const source = sourceText({ uri, languageId: "xml", version: 0, encoding: encoding() }, text);
  return { source, file: parseDefinitionFile(text) };
}
