import {
  DocumentDiagnosticReportKind,
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type Connection,
  type DocumentDiagnosticReport,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type LinkedEditingRanges,
  type SymbolInformation,
  type TextDocumentPositionParams,
  type TextEdit,
} from "vscode-languageserver";
import { recognize } from "../../lwm2m/definition/recognize.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { closingSnippet } from "../features/closeTag.js";
import { codeActions } from "../features/codeActions.js";
import { complete } from "../features/completion/complete.js";
import { readItemData, resolveItem } from "../features/completion/resolve.js";
import { completionList } from "../features/completion/toLsp.js";
import { isUnwanted } from "../features/completion/triggers.js";
import type { DiagnosticSupport } from "../features/diagnostics.js";
import { foldingRanges } from "../features/folding.js";
import { formatDocument, formatRange } from "../features/formatting.js";
import { hover } from "../features/hover.js";
import { linkedEditingRanges } from "../features/linkedEditing.js";
import { documentSymbols, flatSymbols } from "../features/symbols.js";
import { openDefinition, type OpenDefinition } from "../openDefinition.js";
import { closeTagRequest } from "../protocol.js";
import type { ClientFacts } from "./clientFacts.js";
import type { Diagnosing } from "./diagnosing.js";
import type { Documents } from "./documents.js";
import type { RequestGuard } from "./requestGuard.js";

/** What requests are answered from. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly guard: RequestGuard;
  readonly facts: () => ClientFacts;
  readonly documents: Documents;
  readonly judge: Diagnosing;
  readonly registry: Registry;
  readonly support: () => DiagnosticSupport;
}

/** Binds every feature to its request. Documents that are no object definitions, or far too long, get empty answers. */
export function answerFeatures(ctx: FeatureContext): void {
  answerPositions(ctx);
  answerCompletion(ctx);
  answerDocuments(ctx);
  answerDiagnostics(ctx);
}

/** The definition and offset of a request, if there is one. */
function placeOf(
  { documents }: FeatureContext,
  { textDocument, position }: TextDocumentPositionParams,
): { readonly doc: OpenDefinition; readonly offset: number } | undefined {
  const doc = documents.editable(textDocument.uri);
  return doc === undefined ? undefined : { doc, offset: doc.source.offsetAt(position) };
}

function answerPositions(ctx: FeatureContext): void {
  const { connection, guard, registry } = ctx;
  connection.onHover(
    guard.request<TextDocumentPositionParams, Hover | null>("hover", null, (params) => {
      const place = placeOf(ctx, params);
      return place === undefined ? null : hover(place.doc, place.offset, registry, ctx.facts().hasMarkdownHover);
    }),
  );
  connection.languages.onLinkedEditingRange(
    guard.request<TextDocumentPositionParams, LinkedEditingRanges | null>("linked editing", null, (params) => {
      const place = placeOf(ctx, params);
      return place === undefined ? null : linkedEditingRanges(place.doc, place.offset);
    }),
  );
  connection.onRequest(
    closeTagRequest,
    guard.request<TextDocumentPositionParams, string | null>("closing a tag", null, (params) => {
      const place = ctx.facts().options.leaveTagsToOthers === true ? undefined : placeOf(ctx, params);
      return place === undefined ? null : closingSnippet(place.doc, place.offset);
    }),
  );
}

function answerCompletion(ctx: FeatureContext): void {
  const { connection, guard, registry } = ctx;
  connection.onCompletion(
    guard.request<CompletionParams, CompletionList | null>("completion", null, (params) => {
      const doc = ctx.documents.editable(params.textDocument.uri) ?? emptyDocument(ctx, params.textDocument.uri);
      if (doc === undefined) return null;
      const offset = doc.source.offsetAt(params.position);
      if (isUnwanted(doc, offset, params.context?.triggerCharacter)) return null;
      const completion = complete(doc, offset, registry);
      return completion === undefined ? null : completionList(doc, completion, registry, ctx.facts().completion);
    }),
  );
  connection.onCompletionResolve((item, token) =>
    guard.request<CompletionItem, CompletionItem>("completing an item", item, (unresolved) => {
      const uri = readItemData(unresolved.data)?.uri;
      const doc = uri === undefined ? undefined : ctx.documents.editable(uri);
      return resolveItem(unresolved, doc, registry, ctx.facts().completion.hasMarkdown);
    })(item, token),
  );
}

/** An XML file in which nothing stands yet but perhaps the first letters of the root: it may become a definition. */
function emptyDocument({ documents }: FeatureContext, uri: string): OpenDefinition | undefined {
  const source = documents.get(uri);
  if (source?.languageId !== "xml") return undefined;
  const recognized = recognize(source.text);
  const rootName = recognized.kind === "other" ? (recognized.rootName ?? "") : undefined;
  return rootName !== undefined && "LWM2M".startsWith(rootName) ? openDefinition(source) : undefined;
}

function answerDocuments(ctx: FeatureContext): void {
  const { connection, guard, documents, facts } = ctx;
  connection.onDocumentSymbol(
    guard.request<{ textDocument: { uri: string } }, DocumentSymbol[] | SymbolInformation[]>(
      "outline",
      [],
      (params) => {
        const doc = documents.editable(params.textDocument.uri);
        if (doc === undefined) return [];
        return facts().hasSymbolHierarchy ? documentSymbols(doc) : flatSymbols(doc);
      },
    ),
  );
  connection.onFoldingRanges(
    guard.request<{ textDocument: { uri: string } }, FoldingRange[]>("folding", [], (params) => {
      const doc = documents.editable(params.textDocument.uri);
      return doc === undefined ? [] : foldingRanges(doc, facts().folding);
    }),
  );
  connection.onDocumentFormatting((params, token) =>
    guard.request<typeof params, TextEdit[]>("formatting", [], ({ textDocument, options }) => {
      const doc = documents.editable(textDocument.uri);
      return doc === undefined ? [] : formatDocument(doc, options);
    })(params, token),
  );
  connection.onDocumentRangeFormatting((params, token) =>
    guard.request<typeof params, TextEdit[]>("formatting a range", [], ({ textDocument, range, options }) => {
      const doc = documents.editable(textDocument.uri);
      return doc === undefined ? [] : formatRange(doc, range, options);
    })(params, token),
  );
}

function answerDiagnostics(ctx: FeatureContext): void {
  const { connection, guard, judge, facts, support } = ctx;
  const empty: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on((params, token) =>
    guard.request<typeof params, DocumentDiagnosticReport>("diagnostics", empty, ({ textDocument, previousResultId }) =>
      judge.report(textDocument.uri, previousResultId),
    )(params, token),
  );
  connection.onCodeAction((params, token) =>
    guard.request<typeof params, CodeAction[]>("code actions", [], async ({ textDocument, range, context }) => {
      if (!facts().hasActionLiterals || ctx.documents.editable(textDocument.uri) === undefined) return [];
      const verdict = await judge.verdict(textDocument.uri);
      if (verdict === undefined) return [];
      const { doc, diagnostics, options } = verdict;
      const span = { start: doc.source.offsetAt(range.start), end: doc.source.offsetAt(range.end) };
      const { hasVersionedEdits } = facts();
      const ctxOfFile = { doc, diagnostics, options, support: { ...support(), hasVersionedEdits } };
      return codeActions(ctxOfFile, { range: span, only: context.only });
    })(params, token),
  );
}
