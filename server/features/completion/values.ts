import { escapeText } from "../../../lwm2m/definition/edits.js";
import { CompletionItemKind } from "vscode-languageserver";
import type { DefinitionFile, ItemNode, ObjectNode } from "../../../lwm2m/definition/definitionFile.js";
import { parseId } from "../../../lwm2m/definition/definitionFile.js";
import type { Registry } from "../../../lwm2m/definition/registry/registry.js";
import { usableReusableResources } from "../../../lwm2m/definition/registry/lookup.js";
import { resourceTypes, type ElementFacts } from "../../../lwm2m/definition/structure.js";
import { unitKind, units, type Unit } from "../../../lwm2m/definition/units.js";
import { urnOf } from "../../../lwm2m/definition/urn.js";
import {
  initialVersion,
  nextMajorVersion,
  nextMinorVersion,
  parseVersion,
  printVersion,
} from "../../../lwm2m/definition/version.js";
import type { XmlElement } from "../../../lwm2m/definition/xml/tree.js";
import { escapeMarkdown } from "../../text/markdown.js";
import { itemAround, objectAround } from "../place.js";
import { saysNothingYet } from "./fillItem.js";
import type { Proposal } from "./proposal.js";

/** An element with text whose value is to be proposed. */
export interface ValuePlace {
  readonly file: DefinitionFile;
  readonly element: XmlElement;
  readonly facts: ElementFacts;
  readonly fileId: number | undefined;
}

/** The values that make sense in an element with text. */
export function valueProposals(place: ValuePlace, registry: Registry): readonly Proposal[] {
  const item = itemAround(place.file, place.element);
  const object = objectAround(place.file, place.element);
  if (place.facts.name === "Type") return typeProposals(item, object);
  if (place.facts.values !== undefined) return enumerated(place.facts);
  if (item !== undefined) return itemValues(place, item, registry);
  return object === undefined ? [] : objectValues(place, object, registry);
}

function value(text: string, documentation?: string): Proposal {
  const proposal = { label: text, kind: CompletionItemKind.Value, body: [escapeText(text)] };
  return documentation === undefined ? proposal : { ...proposal, documentation };
}

function enumerated({ values = [] }: ElementFacts): readonly Proposal[] {
  return values.map((facts) => {
    const label = facts.value === "" ? "(empty)" : facts.value;
    const detail = facts.meaning.replace(/\.$/u, "");
    return { label, kind: CompletionItemKind.EnumMember, body: [facts.value], detail, documentation: facts.meaning };
  });
}

/** The data types; one that the object's LwM2M version does not know yet stands at the end. */
function typeProposals(item: ItemNode | undefined, object: ObjectNode | undefined): readonly Proposal[] {
  if (item?.field("Operations")?.value === "E") return [];
  const version = object?.field("LWM2MVersion")?.value ?? initialVersion;
  const known = resourceTypes.filter(({ since }) => since <= version);
  const later = resourceTypes.filter(({ since }) => since > version);
  return [...known, ...later].map(({ value: label, since, meaning }) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    body: [label],
    detail: since > version ? `needs LwM2M ${since}` : meaning.replace(/\.$/u, ""),
    documentation: meaning,
  }));
}

function itemValues(place: ValuePlace, item: ItemNode, registry: Registry): readonly Proposal[] {
  const known = item.resourceId === undefined ? undefined : registry.reusableResource(item.resourceId);
  switch (place.facts.name) {
    case "Units":
      return units.map(unitProposal);
    case "RangeEnumeration":
      return known !== undefined && known.range !== "" ? [value(known.range, "The range in Common.xml.")] : rangeShapes;
    case "Description":
      return known?.description === undefined ? [] : [described(known.description)];
    case "Name":
      return known === undefined ? reusableNames(item, registry) : [value(known.name, "The name in Common.xml.")];
    default:
      return [];
  }
}

function described(text: string): Proposal {
  return {
    label: "Description of the reusable resource",
    kind: CompletionItemKind.Text,
    body: [escapeText(text)],
    filter: text,
    documentation: escapeMarkdown(text),
  };
}

function unitProposal(unit: Unit): Proposal {
  const kind = unitKind(unit.unit);
  const remarks = [
    unit.isDiscouraged === true ? "SenML advises against it." : "",
    kind === "secondary" && unit.primary !== undefined ? `SenML prefers ${unit.primary}.` : "",
    kind === "oma" ? "An addition of OMA to the SenML units." : "",
  ].filter((remark) => remark !== "");
  return {
    label: unit.unit,
    kind: CompletionItemKind.Unit,
    body: [escapeText(unit.unit)],
    detail: unit.meaning,
    filter: `${unit.unit} ${unit.meaning}`,
    ...(remarks.length === 0 ? {} : { documentation: remarks.join(" ") }),
  };
}

const rangeShapes: readonly Proposal[] = [
  {
    label: "min..max",
    kind: CompletionItemKind.Snippet,
    body: [{ stop: 1, text: "0" }, "..", { stop: 2, text: "100" }],
    documentation:
      "All values from the first to the second number, both included; for String and Opaque lengths in octets.",
  },
  {
    label: "1,2,3",
    kind: CompletionItemKind.Snippet,
    body: [{ stop: 1, text: "0,1,2" }],
    documentation: "Only these values.",
  },
];

/** Reusable resources by name, while the item says nothing else yet. */
function reusableNames(item: ItemNode, registry: Registry): readonly Proposal[] {
  if (!saysNothingYet(item)) return [];
  return usableReusableResources(registry).map((resource) => ({
    label: resource.name,
    kind: CompletionItemKind.Struct,
    body: [escapeText(resource.name)],
    detail: `reusable resource ${resource.id}`,
    filter: `${resource.name} ${resource.id}`,
    reusableId: resource.id,
    fill: { itemAt: item.element.nameSpan.start, by: "name" as const },
  }));
}

function objectValues(place: ValuePlace, object: ObjectNode, registry: Registry): readonly Proposal[] {
  const id = parseId(object.field("ObjectID")?.value);
  const version = object.field("ObjectVersion")?.value;
  switch (place.facts.name) {
    case "ObjectID":
      return objectIds(place, object);
    case "ObjectURN": {
      const urn = id === undefined ? undefined : urnOf(id, version);
      return urn === undefined ? [] : [{ ...value(urn, "The URN by ObjectID and ObjectVersion."), isPreferred: true }];
    }
    case "ObjectVersion":
      return objectVersions(id, registry);
    case "Name": {
      const known = id === undefined ? undefined : registry.object(id);
      return known === undefined ? [] : [value(known.name, "The name in the registry.")];
    }
    default:
      return [];
  }
}

function objectIds({ fileId }: ValuePlace, object: ObjectNode): readonly Proposal[] {
  const inUrn = parseId(/^urn:oma:lwm2m:[a-z]+:([0-9]+)/u.exec(object.field("ObjectURN")?.value ?? "")?.[1]);
  return [
    ...(fileId === undefined ? [] : [value(String(fileId), "The ID in the file's name.")]),
    ...(inUrn === undefined || inUrn === fileId ? [] : [value(String(inUrn), "The ID in ObjectURN.")]),
  ];
}

/** The versions that may come after the newest published one; 1.0 for a new object. */
function objectVersions(id: number | undefined, registry: Registry): readonly Proposal[] {
  const newest = id === undefined ? undefined : registry.object(id)?.version;
  const parsed = newest === undefined ? undefined : parseVersion(newest);
  if (newest === undefined || parsed === undefined) return [value(initialVersion, "The first version of an object.")];
  const minor = nextMinorVersion(parsed);
  const major = nextMajorVersion(parsed);
  return [
    value(newest, "The newest published version."),
    ...(minor === undefined ? [] : [value(printVersion(minor), "After adding or removing optional resources.")]),
    ...(major === undefined
      ? []
      : [value(printVersion(major), "After a change that breaks older clients or servers.")]),
  ];
}
