import { TextDocuments, type Connection } from "vscode-languageserver";
import { recognizesDefinition } from "../../lwm2m/definition/recognize.js";
import { openDefinition, type OpenDefinition } from "../openDefinition.js";
import { changedSource, sourceText, type SourceText } from "../text/sourceText.js";
import type { PositionEncoding } from "../text/positionEncoding.js";

/** The documents that are open in the client. */
export interface Documents {
  readonly get: (uri: string) => SourceText | undefined;
  readonly all: () => readonly SourceText[];
  /** The object definition of that address as it is now; undefined for any other document. */
  readonly definition: (uri: string) => OpenDefinition | undefined;
  /** The same for features that answer while the user types; undefined also for a definition that is far too long. */
  readonly editable: (uri: string) => OpenDefinition | undefined;
  /** True if an open document is an object definition. */
  readonly isDefinition: (uri: string) => boolean;
}

/** What happens to documents. */
export interface DocumentEvents {
  readonly onOpen: (uri: string) => void;
  /** Also called when a document is opened. */
  readonly onChange: (uri: string) => void;
  readonly onClose: (uri: string) => void;
}

/** So many syntax trees are kept; the text of a document that has lost its own is parsed again when it is needed. */
const keptTrees = 16;

/** No definition that people edit is longer, in UTF-16 code units: sixty times the longest one that is published. */
const longestEditable = 2_000_000;

/** Follows the documents of a connection. `encoding` is asked for when a document opens: it is agreed on before. */
export function followDocuments(
  connection: Connection,
  encoding: () => PositionEncoding,
  events: DocumentEvents,
): Documents {
  const documents = new TextDocuments<SourceText>({
    create: (uri, languageId, version, text) => sourceText({ uri, languageId, version, encoding: encoding() }, text),
    update: changedSource,
  });
  // No WeakMap of texts or trees: V8's collector of young objects takes its entries for living, so that every version
  // would be copied around until a full collection.
  const recognized = new Map<string, { readonly source: SourceText; readonly isDefinition: boolean }>();
  const trees = new Map<string, OpenDefinition>();

  function isDefinition(uri: string): boolean {
    const source = documents.get(uri);
    if (source?.languageId !== "xml") return false;
    const known = recognized.get(uri);
    if (known?.source === source) return known.isDefinition;
    const answer = recognizesDefinition(source.text);
    recognized.set(uri, { source, isDefinition: answer });
    return answer;
  }

  function definition(uri: string): OpenDefinition | undefined {
    const source = documents.get(uri);
    if (source === undefined || !isDefinition(uri)) return undefined;
    const kept = trees.get(uri);
    const found = kept?.source === source ? kept : openDefinition(source);
    trees.delete(uri);
    trees.set(uri, found);
    const [oldest] = trees.keys();
    if (trees.size > keptTrees && oldest !== undefined) trees.delete(oldest);
    return found;
  }

  documents.onDidOpen(({ document }) => {
    events.onOpen(document.uri);
  });
  documents.onDidChangeContent(({ document }) => {
    events.onChange(document.uri);
  });
  documents.onDidClose(({ document }) => {
    trees.delete(document.uri);
    recognized.delete(document.uri);
    events.onClose(document.uri);
  });
  documents.listen(connection);
  function editable(uri: string): OpenDefinition | undefined {
    return (documents.get(uri)?.text.length ?? 0) > longestEditable ? undefined : definition(uri);
  }

  return { get: (uri) => documents.get(uri), all: () => documents.all(), definition, editable, isDefinition };
}
