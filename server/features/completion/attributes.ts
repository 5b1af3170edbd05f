import { CompletionItemKind } from "vscode-languageserver";
import type { DefinitionFile } from "../../../lwm2m/definition/definitionFile.js";
import { usableReusableResources } from "../../../lwm2m/definition/registry/lookup.js";
import type { Registry } from "../../../lwm2m/definition/registry/registry.js";
import {
  schemaAttribute,
  schemaFolder,
  schemaInstanceNamespace,
  schemas,
  type ElementFacts,
} from "../../../lwm2m/definition/structure.js";
import type { XmlAttribute, XmlElement } from "../../../lwm2m/definition/xml/tree.js";
import type { Snippet } from "../../text/snippet.js";
import { itemAround } from "../place.js";
import { nextFreeId } from "./itemSnippets.js";
import type { Proposal } from "./proposal.js";

/** The attributes that an element still lacks. */
export function attributeProposals(
  file: DefinitionFile,
  element: XmlElement,
  facts: ElementFacts,
  typed: { readonly start: number },
): readonly Proposal[] {
  const present = new Set(element.attributes.filter(({ start }) => start !== typed.start).map(({ name }) => name));
  return facts.attributes
    .filter(({ name }) => !present.has(name))
    .map(({ name, meaning }) => ({
      label: name,
      kind: CompletionItemKind.Property,
      body: [`${name}="`, ...attributeBody(file, element, name), '"'],
      documentation: meaning,
    }));
}

function attributeBody(file: DefinitionFile, element: XmlElement, name: string): Snippet {
  switch (name) {
    case "ID": {
      const next = nextFreeId(itemAround(file, element)?.object, element);
      return [{ stop: 1, text: next === undefined ? "" : String(next) }];
    }
    case "ObjectType":
      return ["MODefinition"];
    case "xmlns:xsi":
      return [schemaInstanceNamespace];
    case schemaAttribute:
      return [{ stop: 1, choices: schemas.map(({ file: schema }) => schemaFolder + schema).toReversed() }];
    default:
      return [{ stop: 1 }];
  }
}

/** The values that make sense in an attribute. */
export function attributeValueProposals(
  file: DefinitionFile,
  element: XmlElement,
  attribute: XmlAttribute,
  registry: Registry,
): readonly Proposal[] {
  if (element.name === "Item" && attribute.name === "ID") return idProposals(file, element, registry);
  const value = (text: string, detail?: string): Proposal => {
    const proposal = { label: text, kind: CompletionItemKind.Value, body: [text] };
    return detail === undefined ? proposal : { ...proposal, detail };
  };
  if (element.name === "Object" && attribute.name === "ObjectType") return [value("MODefinition")];
  if (element.name !== "LWM2M") return [];
  if (attribute.name === "xmlns:xsi") return [value(schemaInstanceNamespace)];
  if (attribute.name !== schemaAttribute) return [];
  return schemas
    .map((schema) => value(schemaFolder + schema.file, `for LwM2M ${schema.versions.join(" and ")}`))
    .toReversed();
}

/** The next free ID of the object's own, then the reusable resources that it does not have yet. */
function idProposals(file: DefinitionFile, element: XmlElement, registry: Registry): readonly Proposal[] {
  const object = itemAround(file, element)?.object;
  const others = new Set(object?.items.filter((item) => item.element !== element).map((item) => item.resourceId));
  const next = nextFreeId(object, element);
  const free: readonly Proposal[] =
    next === undefined
      ? []
      : [
          {
            label: String(next),
            kind: CompletionItemKind.Value,
            body: [String(next)],
            detail: "next free ID",
            documentation: "The next free ID for a resource of this object's own.",
            isPreferred: true,
          },
        ];
  const reusable = usableReusableResources(registry)
    .filter(({ id }) => !others.has(id))
    .map((resource) => ({
      label: String(resource.id),
      kind: CompletionItemKind.Struct,
      body: [String(resource.id)],
      detail: resource.name,
      filter: `${resource.id} ${resource.name}`,
      reusableId: resource.id,
      fill: { itemAt: element.nameSpan.start, by: "id" as const },
    }));
  return [...free, ...reusable];
}
