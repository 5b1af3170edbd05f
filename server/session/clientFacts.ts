import type { ClientCapabilities, InitializeParams } from "vscode-languageserver";
import type { CompletionSupport } from "../features/completion/toLsp.js";
import type { FoldingSupport } from "../features/folding.js";
import type { InitializationOptions } from "../protocol.js";
import { chooseEncoding, type PositionEncoding } from "../text/positionEncoding.js";

/** What the client can do and wants, read once from its `initialize` request. */
export interface ClientFacts {
  readonly options: InitializationOptions;
  /** The client is one that knows our own notifications and requests. */
  readonly isOurs: boolean;
  readonly encoding: PositionEncoding;
  readonly completion: CompletionSupport;
  readonly folding: FoldingSupport;
  readonly hasMarkdownHover: boolean;
  readonly hasSymbolHierarchy: boolean;
  readonly hasActionLiterals: boolean;
  readonly hasVersionedEdits: boolean;
  /** The client asks for diagnostics; else they are pushed. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly diagnostics: {
    readonly hasRelatedInformation: boolean;
    readonly hasCodeDescription: boolean;
    readonly hasTags: boolean;
    readonly hasData: boolean;
  };
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly hasWorkspaceFolders: boolean;
  readonly hasRelativeFilters: boolean;
  /** Features that may be registered for single documents. */
  readonly registers: ReadonlySet<DynamicFeature>;
}

/** Features that are registered for recognized documents only, by the names of their capabilities. */
export const dynamicFeatures = [
  "completion",
  "hover",
  "documentSymbol",
  "codeAction",
  "formatting",
  "rangeFormatting",
  "foldingRange",
  "linkedEditingRange",
] as const;

/** A feature that can be registered for single documents. */
export type DynamicFeature = (typeof dynamicFeatures)[number];

/** Reads the client's capabilities and our own options. */
export function clientFacts(params: Pick<InitializeParams, "capabilities" | "initializationOptions">): ClientFacts {
  const { textDocument = {}, workspace = {}, general } = params.capabilities;
  const options = readOptions(params.initializationOptions);
  const wanted = textDocument.diagnostic ?? textDocument.publishDiagnostics;
  return {
    options: options ?? {},
    isOurs: options !== undefined,
    encoding: chooseEncoding(general?.positionEncodings),
    completion: completionSupport(params.capabilities),
    folding: {
      isLineOnly: textDocument.foldingRange?.lineFoldingOnly === true,
      hasCollapsedText: textDocument.foldingRange?.foldingRange?.collapsedText === true,
      limit: textDocument.foldingRange?.rangeLimit,
    },
    hasMarkdownHover: textDocument.hover?.contentFormat?.includes("markdown") === true,
    hasSymbolHierarchy: textDocument.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    hasActionLiterals: textDocument.codeAction?.codeActionLiteralSupport !== undefined,
    hasVersionedEdits: workspace.workspaceEdit?.documentChanges === true,
    pullsDiagnostics: textDocument.diagnostic !== undefined,
    refreshesDiagnostics: workspace.diagnostics?.refreshSupport === true,
    diagnostics: {
      hasRelatedInformation: wanted?.relatedInformation === true,
      hasCodeDescription: wanted?.codeDescriptionSupport === true,
      hasTags: wanted?.tagSupport !== undefined,
      hasData: wanted?.dataSupport === true,
    },
    hasConfiguration: workspace.configuration === true,
    registersConfiguration: workspace.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    hasWorkspaceFolders: workspace.workspaceFolders === true,
    hasRelativeFilters: textDocument.filters?.relativePatternSupport === true,
    registers: new Set(dynamicFeatures.filter((feature) => textDocument[feature]?.dynamicRegistration === true)),
  };
}

function completionSupport({ textDocument }: ClientCapabilities): CompletionSupport {
  const item = textDocument?.completion?.completionItem;
  const asIs = 1;
  return {
    hasSnippets: item?.snippetSupport === true,
    hasInsertReplace: item?.insertReplaceSupport === true,
    defaults: new Set(textDocument?.completion?.completionList?.itemDefaults),
    insertsAsIs: item?.insertTextModeSupport?.valueSet.includes(asIs) === true,
    hasMarkdown: item?.documentationFormat?.includes("markdown") === true,
    hasLabelDetails: item?.labelDetailsSupport === true,
    resolves: new Set(item?.resolveSupport?.properties),
  };
}

/** Our own options; undefined if the client sent none. A field of the wrong type counts as missing. */
function readOptions(value: unknown): InitializationOptions | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return {
    perDocument: "perDocument" in value && value.perDocument === true,
    leaveTagsToOthers: "leaveTagsToOthers" in value && value.leaveTagsToOthers === true,
    tellsDefinitions: "tellsDefinitions" in value && value.tellsDefinitions === true,
    ...("rulePage" in value && typeof value.rulePage === "string" ? { rulePage: value.rulePage } : {}),
  };
}
