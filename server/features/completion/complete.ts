import { CompletionItemKind } from "vscode-languageserver";
import { parseId } from "../../../lwm2m/definition/definitionFile.js";
import type { Registry } from "../../../lwm2m/definition/registry/registry.js";
import { rules } from "../../../lwm2m/definition/rules/index.js";
import type { OpenDefinition } from "../../openDefinition.js";
import { indentUnitOf } from "../../text/indentation.js";
import { attributeProposals, attributeValueProposals } from "./attributes.js";
import { completionContext, type CompletionContext, type Word } from "./context.js";
import { elementProposals } from "./elements.js";
import { documentSnippet } from "./objectSnippets.js";
import type { Proposal } from "./proposal.js";
import { valueProposals } from "./values.js";

/** What may be inserted at a caret, in the order to show, and what it would replace. */
export interface Completion extends Word {
  readonly proposals: readonly Proposal[];
}

/** Everything that makes sense at an offset. Works on damaged text; undefined where nothing does. */
export function complete(doc: OpenDefinition, offset: number, registry: Registry): Completion | undefined {
  const context = completionContext(doc.file, offset);
  if (context === undefined) return undefined;
  const proposals = proposalsFor(doc, context, registry);
  if (proposals.length === 0) return undefined;
  return { insert: context.insert, replace: context.replace, proposals };
}

function proposalsFor(doc: OpenDefinition, context: CompletionContext, registry: Registry): readonly Proposal[] {
  const { file } = doc;
  const fileId = idInFileName(doc.source.uri);
  switch (context.kind) {
    case "empty":
      return [withoutBracket(newDocument(context, indentUnitOf(doc), fileId), context.hasBracket)];
    case "element":
      return elementProposals({ ...context, unit: indentUnitOf(doc), fileId }, registry).map((proposal) =>
        withoutBracket(proposal, context.hasBracket && !context.isNameOnly),
      );
    case "endTag": {
      const { name } = context.container;
      return [{ label: `/${name}`, kind: CompletionItemKind.Property, body: [`${name}>`], filter: name }];
    }
    case "attributeName":
      return attributeProposals(file, context.element, context.facts, context.insert);
    case "attributeValue": {
      const proposals = attributeValueProposals(file, context.element, context.attribute, registry);
      if (!context.needsQuotes) return proposals;
      return proposals.map((proposal) => ({ ...proposal, body: ['"', ...proposal.body, '"'] }));
    }
    case "value":
      return valueProposals({ file, element: context.element, facts: context.facts, fileId }, registry);
    case "directive":
      return directiveProposals(context.needsName);
  }
}

function newDocument(
  { file, hasBracket, insert }: CompletionContext & { kind: "empty" },
  unit: string,
  id: number | undefined,
): Proposal {
  // An XML declaration may only be the very first thing in a file.
  const isFirst = /^\uFEFF?$/u.test(file.text.slice(0, insert.start));
  return {
    label: "LWM2M",
    kind: CompletionItemKind.Snippet,
    detail: "new object definition",
    body: documentSnippet(unit, id, hasBracket || !isFirst),
    documentation: "A whole object definition file with one object and one resource.",
  };
}

/** The `<` is in the text already. */
function withoutBracket(proposal: Proposal, hasBracket: boolean): Proposal {
  const [first, ...rest] = proposal.body;
  if (!hasBracket || typeof first !== "string" || !first.startsWith("<")) return proposal;
  return { ...proposal, body: [first.slice(1), ...rest] };
}

const directiveName = "lwm2m-disable-next-line";

function directiveProposals(needsName: boolean): readonly Proposal[] {
  if (needsName) {
    return [
      {
        label: directiveName,
        kind: CompletionItemKind.Keyword,
        body: [`${directiveName} `, { stop: 1, text: "rule-id" }],
        documentation: "Switches rules off for the line below.",
      },
    ];
  }
  return rules.map(({ id, title }) => ({ label: id, kind: CompletionItemKind.EnumMember, body: [id], detail: title }));
}

/** `3303` from `3303.xml` or `3303-1_1.xml`, as OMA names files. */
function idInFileName(uri: string): number | undefined {
  return parseId(/([0-9]+)(?:-[0-9]_[0-9])?\.xml$/iu.exec(uri)?.[1]);
}
