import {
  InsertTextFormat,
  InsertTextMode,
  type CompletionItem,
  type CompletionItemDefaults,
  type CompletionList,
} from "vscode-languageserver";
import type { OpenDefinition } from "../../openDefinition.js";
import { markup } from "../../text/markdown.js";
import type { Registry } from "../../../lwm2m/definition/registry/registry.js";
import { indentAt, lineEndOf } from "../../text/indentation.js";
import { plainText, snippetText, withLineEnds } from "../../text/snippet.js";
import { textEdits } from "../../text/edits.js";
import type { Completion } from "./complete.js";
import { fillEdits, itemData } from "./resolve.js";
import type { Proposal } from "./proposal.js";

/** What the client can do with completion items. */
export interface CompletionSupport {
  readonly hasSnippets: boolean;
  readonly hasInsertReplace: boolean;
  /** The range, format and mode of all items may be given once. */
  readonly defaults: ReadonlySet<string>;
  /** Text is inserted with the indentation that it has. */
  readonly insertsAsIs: boolean;
  readonly hasMarkdown: boolean;
  readonly hasLabelDetails: boolean;
  /** What may be added to an item when it is selected. */
  readonly resolves: ReadonlySet<string>;
}

/** A completion in LSP's terms, for what the client can do. */
export function completionList(
  doc: OpenDefinition,
  completion: Completion,
  registry: Registry,
  support: CompletionSupport,
): CompletionList {
  const list: CompletionList = {
    isIncomplete: false,
    items: completion.proposals.map((proposal, index) =>
      completionItem(doc, completion, proposal, index, { registry, support }),
    ),
  };
  const defaults = itemDefaults(doc, completion, support);
  return defaults === undefined ? list : { ...list, itemDefaults: defaults };
}

function itemDefaults(
  doc: OpenDefinition,
  completion: Completion,
  support: CompletionSupport,
): CompletionItemDefaults | undefined {
  const { defaults } = support;
  if (defaults.size === 0) return undefined;
  return {
    ...(defaults.has("editRange") ? { editRange: editRange(doc, completion, support) } : {}),
    ...(defaults.has("insertTextFormat") ? { insertTextFormat: textFormat(support) } : {}),
    ...(defaults.has("insertTextMode") && support.insertsAsIs ? { insertTextMode: InsertTextMode.asIs } : {}),
  };
}

function editRange({ source }: OpenDefinition, { insert, replace }: Completion, support: CompletionSupport) {
  const whole = source.rangeOf(replace);
  return support.hasInsertReplace ? { insert: source.rangeOf(insert), replace: whole } : whole;
}

function textFormat(support: CompletionSupport): InsertTextFormat {
  return support.hasSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText;
}

function completionItem(
  doc: OpenDefinition,
  completion: Completion,
  proposal: Proposal,
  index: number,
  { registry, support }: { readonly registry: Registry; readonly support: CompletionSupport },
): CompletionItem {
  const data = itemData(doc, proposal);
  return {
    label: proposal.label,
    kind: proposal.kind,
    sortText: String(index).padStart(4, "0"),
    ...(proposal.filter === undefined ? {} : { filterText: proposal.filter }),
    ...details(proposal, support),
    ...(proposal.documentation === undefined
      ? {}
      : { documentation: markup(proposal.documentation, support.hasMarkdown) }),
    ...(proposal.isPreferred === true ? { preselect: true } : {}),
    ...insertion(doc, completion, proposal, support),
    ...additionalEdits(doc, proposal, registry, support),
    ...(data === undefined ? {} : { data }),
  };
}

/** Clients that cannot ask for them later get all additional changes at once. */
function additionalEdits(
  doc: OpenDefinition,
  { reusableId, fill }: Proposal,
  registry: Registry,
  support: CompletionSupport,
): Partial<CompletionItem> {
  if (fill === undefined || reusableId === undefined || support.resolves.has("additionalTextEdits")) return {};
  return { additionalTextEdits: textEdits(doc.source, fillEdits(doc, reusableId, fill, registry)) };
}

function details({ detail }: Proposal, support: CompletionSupport): Partial<CompletionItem> {
  if (detail === undefined) return {};
  return support.hasLabelDetails ? { labelDetails: { description: detail } } : { detail };
}

function insertion(
  doc: OpenDefinition,
  completion: Completion,
  proposal: Proposal,
  support: CompletionSupport,
): Partial<CompletionItem> {
  const { source } = doc;
  const { defaults } = support;
  const newText = bodyText(doc, completion, proposal, support);
  const format = defaults.has("insertTextFormat") ? {} : { insertTextFormat: textFormat(support) };
  const mode = support.insertsAsIs && !defaults.has("insertTextMode") ? { insertTextMode: InsertTextMode.asIs } : {};
  if (defaults.has("editRange")) return { textEditText: newText, ...format, ...mode };
  const range = editRange(doc, completion, support);
  const textEdit = "insert" in range ? { newText, ...range } : { newText, range: source.rangeOf(completion.replace) };
  return { textEdit, ...format, ...mode };
}

/** Clients that do not insert a text as it is indent it themselves. */
function bodyText(doc: OpenDefinition, completion: Completion, { body }: Proposal, support: CompletionSupport): string {
  const lineEnd = lineEndOf(doc) + indentAt(doc.source, completion.insert.start);
  const indented = support.insertsAsIs ? withLineEnds(body, lineEnd) : body;
  return support.hasSnippets ? snippetText(indented) : plainText(indented);
}
