import type { ReusableResource } from "../../../lwm2m/definition/model.js";
import type { ObjectNode } from "../../../lwm2m/definition/definitionFile.js";
import { resourceIdClasses } from "../../../lwm2m/definition/ids.js";
import { itemFields, resourceTypes, type ItemFieldName } from "../../../lwm2m/definition/structure.js";
import { escapeText } from "../../../lwm2m/definition/edits.js";
import { newStops, type Snippet, type SnippetPart, type Stops } from "../../text/snippet.js";

/** Operations as a choice; the empty text is left out, as a choice cannot show it. */
const operationChoices = ["R", "W", "RW", "E"] as const;
const instanceChoices = ["Single", "Multiple"] as const;
const presenceChoices = ["Optional", "Mandatory"] as const;

/** A whole item whose fields are to be filled in. */
export function itemSnippet(id: number | undefined, unit: string, isExecutable: boolean): Snippet {
  const stops = newStops();
  const idStop = stops.place(id === undefined ? "" : String(id));
  return itemWith(idStop, unit, {
    Name: stops.place(),
    Operations: isExecutable ? "E" : stops.choice(operationChoices.filter((choice) => choice !== "E")),
    MultipleInstances: isExecutable ? "Single" : stops.choice(instanceChoices),
    Mandatory: stops.choice(presenceChoices),
    Type: isExecutable ? "" : stops.choice(resourceTypes.map(({ value }) => value)),
    RangeEnumeration: isExecutable ? "" : stops.place(),
    Units: isExecutable ? "" : stops.place(),
    Description: stops.place(),
  });
}

/** A whole item of a reusable resource; only what an object may choose is left open. */
export function reusableItemSnippet(resource: ReusableResource, unit: string): Snippet {
  const stops = newStops();
  return itemWith(String(resource.id), unit, reusableFields(resource, stops));
}

/** The inner text of an item of a reusable resource, with the presence that most objects want. */
export function reusableItemContent(resource: ReusableResource, unit: string): Snippet {
  return fieldLines(unit, reusableFields(resource, undefined));
}

function reusableFields(resource: ReusableResource, stops: Stops | undefined): Record<ItemFieldName, SnippetPart> {
  return {
    Name: escapeText(resource.name),
    Operations: resource.operations,
    MultipleInstances: resource.operations === "E" ? "Single" : (stops?.choice(instanceChoices) ?? instanceChoices[0]),
    Mandatory: stops?.choice(presenceChoices) ?? presenceChoices[0],
    Type: resource.type ?? "",
    RangeEnumeration: escapeText(resource.range),
    Units: escapeText(resource.units),
    Description: resource.description === undefined ? (stops?.place() ?? "") : escapeText(resource.description),
  };
}

function itemWith(id: SnippetPart, unit: string, fields: Record<ItemFieldName, SnippetPart>): Snippet {
  return ['<Item ID="', id, '">', ...fieldLines(unit, fields), "\n</Item>"];
}

function fieldLines(unit: string, fields: Record<ItemFieldName, SnippetPart>): Snippet {
  return itemFields.flatMap((name) => [`\n${unit}<${name}>`, fields[name], `</${name}>`]);
}

const ownIds = resourceIdClasses[0];

/** The next ID for a resource of the object's own: behind the highest one, else the lowest gap; undefined if full. */
export function nextFreeId(object: ObjectNode | undefined, except?: { readonly start: number }): number | undefined {
  const used = new Set<number>();
  for (const item of object?.items ?? []) {
    if (item.element.start !== except?.start && item.resourceId !== undefined) used.add(item.resourceId);
  }
  const own = [...used].filter((id) => id <= ownIds.last);
  const next = own.reduce((highest, id) => Math.max(highest, id), ownIds.first - 1) + 1;
  if (next <= ownIds.last) return next;
  for (let id: number = ownIds.first; id <= ownIds.last; id++) if (!used.has(id)) return id;
  return undefined;
}
