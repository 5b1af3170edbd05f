import type { Hover } from "vscode-languageserver";
import type { Span } from "../../lwm2m/base/span.js";
import { parseId, readField } from "../../lwm2m/definition/definitionFile.js";
import { objectIdClass } from "../../lwm2m/definition/ids.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { elementFacts, type ElementFacts } from "../../lwm2m/definition/structure.js";
import { unitBySymbol, unitKind } from "../../lwm2m/definition/units.js";
import { parseUrn } from "../../lwm2m/definition/urn.js";
import type { XmlElement } from "../../lwm2m/definition/xml/tree.js";
import { touches } from "../../lwm2m/base/span.js";
import type { OpenDefinition } from "../openDefinition.js";
import { code, escapeMarkdown, markup } from "../text/markdown.js";
import { rangeLine, resourceCard, unitLine } from "./cards.js";
import { itemAround, placeAt } from "./place.js";

/** What the thing at an offset means, the value first; null where there is nothing to say. */
export function hover(doc: OpenDefinition, offset: number, registry: Registry, hasMarkdown: boolean): Hover | null {
  const answer = explanation(doc, offset, registry);
  if (answer === undefined || answer.text === "") return null;
  return { contents: markup(answer.text, hasMarkdown), range: doc.source.rangeOf(answer.span) };
}

interface Explanation {
  readonly text: string;
  readonly span: Span;
}

function explanation(doc: OpenDefinition, offset: number, registry: Registry): Explanation | undefined {
  const place = placeAt(doc.file, offset);
  if (place === undefined) return undefined;
  const { element } = place;
  const facts = elementFacts(element.name, element.parent?.name);
  if (facts === undefined) return undefined;
  switch (place.kind) {
    case "tag": {
      const item = element.name === "Item" ? itemAround(doc.file, element) : undefined;
      const text = item === undefined ? elementText(facts) : resourceCard(item, registry);
      return { text, span: place.span };
    }
    case "attributeName":
    case "attributeValue": {
      const { attribute } = place;
      const item = element.name === "Item" && attribute.name === "ID" ? itemAround(doc.file, element) : undefined;
      if (item !== undefined) return { text: resourceCard(item, registry), span: attribute };
      const meaning = facts.attributes.find(({ name }) => name === attribute.name)?.meaning;
      return meaning === undefined ? undefined : { text: `**${attribute.name}**  \n${meaning}`, span: attribute };
    }
    case "content":
      return facts.children.length > 0 ? undefined : valueExplanation(doc, element, facts, offset, registry);
  }
}

/** The meaning of an element with its section of the specification and what may stand in it. */
function elementText(facts: ElementFacts): string {
  const values = (facts.values ?? []).map(({ value, meaning }) => {
    return `- ${value === "" ? "empty" : code(value)}: ${escapeMarkdown(meaning)}`;
  });
  const paragraphs = [`**${facts.name}**  \n${facts.meaning}`, values.join("\n"), facts.section];
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}

function valueExplanation(
  doc: OpenDefinition,
  element: XmlElement,
  facts: ElementFacts,
  offset: number,
  registry: Registry,
): Explanation | undefined {
  const field = readField(doc.file.doc, element);
  if (field.value === "" || !touches(field.span, offset)) return undefined;
  const text = valueText(doc, element, facts, field.value, registry);
  return text === undefined ? undefined : { text, span: field.span };
}

function valueText(
  doc: OpenDefinition,
  element: XmlElement,
  facts: ElementFacts,
  value: string,
  registry: Registry,
): string | undefined {
  const known = facts.values?.find((candidate) => candidate.value === value);
  if (known !== undefined) return `**${known.value}**  \n${escapeMarkdown(known.meaning)}`;
  const item = itemAround(doc.file, element);
  switch (facts.name) {
    case "Name":
      return item === undefined ? undefined : resourceCard(item, registry);
    case "Units":
      return unitText(value);
    case "RangeEnumeration":
      return rangeLine(value, item?.field("Type")?.value ?? "");
    case "ObjectID":
      return objectIdText(parseId(value), registry);
    case "ObjectURN":
      return urnText(value);
    default:
      return undefined;
  }
}

function unitText(symbol: string): string {
  const unit = unitBySymbol(symbol);
  const kind = unitKind(symbol);
  const remarks = [
    unitLine(symbol),
    kind === "secondary" && unit?.primary !== undefined ? `Scaled unit; the primary one is ${code(unit.primary)}.` : "",
    kind === "oma" ? "An addition of OMA to the SenML units." : "",
    unit?.isDiscouraged === true ? "SenML advises against this unit." : "",
  ];
  return remarks.filter((remark) => remark !== "").join("  \n");
}

function objectIdText(id: number | undefined, registry: Registry): string | undefined {
  const idClass = id === undefined ? undefined : objectIdClass(id);
  if (id === undefined || idClass === undefined) return undefined;
  const versions = registry.versions(id);
  const newest = versions.at(-1);
  const published =
    newest === undefined
      ? "Not in the registry."
      : `In the registry as ${escapeMarkdown(newest.name)}: ${versions.map(({ version }) => version).join(", ")}.`;
  const window = `${idClass.first} to ${idClass.last}: ${idClass.title}`;
  return `**${id}**  \n${window}. ${idClass.meaning}${registry.objects.length === 0 ? "" : `\n\n${published}`}`;
}

function urnText(urn: string): string | undefined {
  const { id, version, problems } = parseUrn(urn);
  if (problems.length > 0 || id === undefined) return undefined;
  const idClass = objectIdClass(id.value);
  const owner = idClass === undefined ? "" : `  \n${idClass.first} to ${idClass.last}: ${idClass.title}`;
  return `**Object ${id.value}, version ${version?.value ?? "1.0"}**${owner}`;
}
