import {
  CodeActionKind,
  CodeActionRequest,
  CompletionRequest,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  LinkedEditingRangeRequest,
  BulkRegistration,
  TextDocumentSyncKind,
  type Connection,
  type Disposable,
  type DocumentSelector,
  type ServerCapabilities,
} from "vscode-languageserver";
import { fixAllKind } from "../features/codeActions.js";
import { validateWorkspaceCommand } from "../protocol.js";
import { dynamicFeatures, type ClientFacts, type DynamicFeature } from "./clientFacts.js";
import { filterFor } from "./filters.js";
import type { RequestGuard } from "./requestGuard.js";

const completionOptions = {
  triggerCharacters: ["<", "/", '"', "'", ">", " "],
  resolveProvider: true,
  completionItem: { labelDetailsSupport: true },
};

const codeActionOptions = { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] };

/** What each feature is advertised as from the start, for all XML. */
const staticCapabilities: Readonly<Record<DynamicFeature, ServerCapabilities>> = {
  completion: { completionProvider: completionOptions },
  hover: { hoverProvider: true },
  documentSymbol: { documentSymbolProvider: { label: "LwM2M" } },
  codeAction: { codeActionProvider: codeActionOptions },
  formatting: { documentFormattingProvider: true },
  rangeFormatting: { documentRangeFormattingProvider: true },
  foldingRange: { foldingRangeProvider: true },
  linkedEditingRange: { linkedEditingRangeProvider: true },
};

/** How each feature is registered for one document. */
const registrations: Readonly<Record<DynamicFeature, (bulk: BulkRegistration, selector: DocumentSelector) => void>> = {
  completion: (bulk, documentSelector) => {
    bulk.add(CompletionRequest.type, { documentSelector, ...completionOptions });
  },
  hover: (bulk, documentSelector) => {
    bulk.add(HoverRequest.type, { documentSelector });
  },
  documentSymbol: (bulk, documentSelector) => {
    bulk.add(DocumentSymbolRequest.type, { documentSelector, label: "LwM2M" });
  },
  codeAction: (bulk, documentSelector) => {
    bulk.add(CodeActionRequest.type, { documentSelector, ...codeActionOptions });
  },
  formatting: (bulk, documentSelector) => {
    bulk.add(DocumentFormattingRequest.type, { documentSelector });
  },
  rangeFormatting: (bulk, documentSelector) => {
    bulk.add(DocumentRangeFormattingRequest.type, { documentSelector });
  },
  foldingRange: (bulk, documentSelector) => {
    bulk.add(FoldingRangeRequest.type, { documentSelector });
  },
  linkedEditingRange: (bulk, documentSelector) => {
    bulk.add(LinkedEditingRangeRequest.type, { documentSelector });
  },
};

/** Features that another XML extension takes care of where the client says so. */
const tagFeatures: ReadonlySet<DynamicFeature> = new Set<DynamicFeature>(["foldingRange", "linkedEditingRange"]);

function wantedFeatures({ options }: ClientFacts): readonly DynamicFeature[] {
  return dynamicFeatures.filter((feature) => options.leaveTagsToOthers !== true || !tagFeatures.has(feature));
}

/** The features that are registered document by document; the others are there for all XML from the start. */
export function perDocumentFeatures(facts: ClientFacts): readonly DynamicFeature[] {
  if (facts.options.perDocument !== true) return [];
  return wantedFeatures(facts).filter((feature) => facts.registers.has(feature));
}

/** What is advertised at the start. */
export function serverCapabilities(facts: ClientFacts): ServerCapabilities {
  const dynamic = new Set(perDocumentFeatures(facts));
  const atOnce = wantedFeatures(facts).filter((feature) => !dynamic.has(feature));
  const always: ServerCapabilities = {
    positionEncoding: facts.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    executeCommandProvider: { commands: [validateWorkspaceCommand], workDoneProgress: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(facts.pullsDiagnostics
      ? { diagnosticProvider: { identifier: "lwm2m", interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
  };
  return atOnce.reduce((all, feature) => ({ ...all, ...staticCapabilities[feature] }), always);
}

/** Features of single documents, registered while these are object definitions. */
export interface DocumentRegistrations {
  /** Brings what is registered for a document in line with whether it is an object definition. */
  readonly update: (uri: string, isDefinition: boolean) => void;
}

/** Registers features for each recognized document with the client, and takes them back. */
export function documentRegistrations(
  connection: Connection,
  facts: () => ClientFacts,
  guard: RequestGuard,
): DocumentRegistrations {
  const states = new Map<string, DocumentState>();

  /** One step at a time, so that a document that changes its mind quickly ends up as it was last wanted. */
  async function settle(uri: string, state: DocumentState): Promise<void> {
    while (state.isWanted !== (state.registered !== undefined)) {
      if (state.registered === undefined) {
        state.registered = await connection.client.register(bulkFor(uri, facts()));
      } else {
        state.registered.dispose();
        state.registered = undefined;
      }
    }
  }

  return {
    update: (uri, isDefinition) => {
      if (perDocumentFeatures(facts()).length === 0) return;
      const state = states.get(uri) ?? { isWanted: false, isBusy: false, registered: undefined };
      states.set(uri, state);
      state.isWanted = isDefinition;
      if (state.isBusy) return;
      state.isBusy = true;
      guard.background("registering features", async () => {
        try {
          await settle(uri, state);
        } finally {
          state.isBusy = false;
          if (!state.isWanted) states.delete(uri);
        }
      });
    },
  };
}

interface DocumentState {
  isWanted: boolean;
  isBusy: boolean;
  registered: Disposable | undefined;
}

function bulkFor(uri: string, facts: ClientFacts): BulkRegistration {
  const bulk = BulkRegistration.create();
  const selector = [filterFor(uri, facts.hasRelativeFilters)];
  for (const feature of perDocumentFeatures(facts)) registrations[feature](bulk, selector);
  return bulk;
}
