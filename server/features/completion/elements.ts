import { CompletionItemKind } from "vscode-languageserver";
import type { DefinitionFile, ObjectNode } from "../../../lwm2m/definition/definitionFile.js";
import { usableReusableResources } from "../../../lwm2m/definition/registry/lookup.js";
import type { Registry } from "../../../lwm2m/definition/registry/registry.js";
import { elementFacts, type ChildFacts, type ElementFacts } from "../../../lwm2m/definition/structure.js";
import { childElements } from "../../../lwm2m/definition/xml/query.js";
import type { XmlElement } from "../../../lwm2m/definition/xml/tree.js";
import { newStops, type Snippet, type SnippetPart, type Stops } from "../../text/snippet.js";
import { objectAround } from "../place.js";
import { itemSnippet, nextFreeId, reusableItemSnippet } from "./itemSnippets.js";
import { objectSnippet } from "./objectSnippets.js";
import type { Proposal } from "./proposal.js";

/** Where elements are to be proposed. */
export interface ElementPlace {
  readonly file: DefinitionFile;
  readonly container: XmlElement;
  readonly facts: ElementFacts;
  readonly isNameOnly: boolean;
  readonly unit: string;
  readonly fileId: number | undefined;
}

/** The elements that may still come into a container, in schema order, and whole items and objects. */
export function elementProposals(place: ElementPlace, registry: Registry): readonly Proposal[] {
  const present = new Set(childElements(place.container).map(({ name }) => name));
  const wanted = place.facts.children.filter((child) => child.repeatable || !present.has(child.name));
  const single = wanted.filter((child) => !child.repeatable);
  const proposals = wanted.flatMap((child) => {
    if (place.isNameOnly) return [proposal(place, child, [child.name])];
    if (child.name === "Item") return itemProposals(place, registry);
    if (child.name === "Object") return [proposal(place, child, objectSnippet(place.unit, place.fileId))];
    return [proposal(place, child, elementSnippet(place, child.name, newStops()))];
  });
  if (place.isNameOnly || single.length < 2) return proposals;
  return [...proposals, allOf(place, single)];
}

function proposal(place: ElementPlace, child: ChildFacts, body: Snippet): Proposal {
  const facts = elementFacts(child.name, place.container.name);
  return {
    label: child.name,
    kind: CompletionItemKind.Property,
    body,
    ...(child.required ? {} : { detail: "optional" }),
    ...(facts === undefined ? {} : { documentation: facts.meaning }),
  };
}

/** An element with its end tag; its text is a choice where the schema names all values. */
function elementSnippet(place: ElementPlace, name: string, stops: Stops): Snippet {
  const facts = elementFacts(name, place.container.name);
  if (name === "Resources") return resourcesSnippet(place.unit, stops);
  const values = (facts?.values ?? []).map(({ value }) => value).filter((value) => value !== "");
  const content: SnippetPart = values.length > 0 ? stops.choice(values) : stops.place();
  return [`<${name}>`, content, `</${name}>`];
}

function resourcesSnippet(unit: string, stops: Stops): Snippet {
  return [`<Resources>\n${unit}`, stops.place(), "\n</Resources>"];
}

/** One entry for everything that is still missing. */
function allOf(place: ElementPlace, missing: readonly ChildFacts[]): Proposal {
  const stops = newStops();
  return {
    label: "All missing elements",
    kind: CompletionItemKind.Snippet,
    detail: missing.map(({ name }) => name).join(", "),
    body: missing.flatMap(({ name }, index) => [index === 0 ? "" : "\n", ...elementSnippet(place, name, stops)]),
    documentation: "Inserts every element that is still missing, in schema order.",
  };
}

function itemProposals(place: ElementPlace, registry: Registry): readonly Proposal[] {
  const object = objectAround(place.file, place.container);
  const next = nextFreeId(object);
  const detail = next === undefined ? {} : { detail: `resource ${next}` };
  const documentation = "A new resource with the next free ID.";
  return [
    {
      label: "Item",
      kind: CompletionItemKind.Snippet,
      body: itemSnippet(next, place.unit, false),
      documentation,
      ...detail,
    },
    {
      label: "Item, executable",
      kind: CompletionItemKind.Snippet,
      body: itemSnippet(next, place.unit, true),
      documentation: "A new resource that a LwM2M Server executes: it has no type and no value.",
      ...detail,
    },
    ...reusableItems(place, object, registry),
  ];
}

/** The whole item of every reusable resource that the object does not have yet. */
function reusableItems(place: ElementPlace, object: ObjectNode | undefined, registry: Registry): readonly Proposal[] {
  const used = new Set(object?.items.map(({ resourceId }) => resourceId));
  return usableReusableResources(registry)
    .filter(({ id }) => !used.has(id))
    .map((resource) => ({
      label: `${resource.id} ${resource.name}`,
      kind: CompletionItemKind.Struct,
      detail: "reusable resource",
      body: reusableItemSnippet(resource, place.unit),
      reusableId: resource.id,
    }));
}
