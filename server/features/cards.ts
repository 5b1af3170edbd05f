import type { ItemNode } from "../../lwm2m/definition/definitionFile.js";
import { resourceIdClass } from "../../lwm2m/definition/ids.js";
import type { ReusableResource } from "../../lwm2m/definition/model.js";
import { describeRange, parseRange } from "../../lwm2m/definition/range.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { resourceTypes } from "../../lwm2m/definition/structure.js";
import { unitBySymbol } from "../../lwm2m/definition/units.js";
import { code, escapeMarkdown } from "../text/markdown.js";
import { differences } from "./reusableDifferences.js";

/** A resource as the card shows it; empty texts are left out. */
interface ResourceFacts {
  readonly id: string;
  readonly name: string;
  readonly path: string | undefined;
  readonly operations: string | undefined;
  readonly type: string;
  readonly instances: string;
  readonly presence: string;
  readonly range: string;
  readonly units: string;
  readonly description: string;
}

const operationWords: Readonly<Record<string, string>> = {
  R: "readable",
  W: "writable",
  RW: "readable and writable",
  E: "executable",
  "": "only for the Bootstrap-Server",
};

/** The card of an item: what the resource is, in the order in which one asks. Markdown. */
export function resourceCard(item: ItemNode, registry: Registry): string {
  const text = (name: Parameters<ItemNode["field"]>[0]): string => item.field(name)?.value ?? "";
  const id = item.id?.value ?? "";
  const objectId = item.object.field("ObjectID")?.value ?? "";
  const card = printCard({
    id,
    name: text("Name"),
    path: id === "" || objectId === "" ? undefined : `/${objectId}/0/${id}`,
    operations: item.field("Operations")?.value,
    type: text("Type"),
    instances: text("MultipleInstances"),
    presence: text("Mandatory"),
    range: text("RangeEnumeration"),
    units: text("Units"),
    description: text("Description"),
  });
  return [card, ...origin(item, registry)].join("\n\n");
}

/** The card of a reusable resource, as Common.xml has it. Markdown. */
export function reusableCard(resource: ReusableResource): string {
  return printCard({
    id: String(resource.id),
    name: resource.name,
    path: undefined,
    operations: resource.operations,
    type: resource.type ?? "",
    instances: "",
    presence: "",
    range: resource.range,
    units: resource.units,
    description: resource.description ?? "",
  });
}

function printCard(facts: ResourceFacts): string {
  const title = [facts.id, facts.name].filter((part) => part !== "").join(" ");
  const what = [
    facts.type,
    facts.operations === undefined ? "" : (operationWords[facts.operations] ?? facts.operations),
    facts.presence.toLowerCase(),
    facts.instances === "Multiple" ? "several instances" : facts.instances === "Single" ? "one instance" : "",
  ].filter((part) => part !== "");
  const head = [title === "" ? "" : `**${escapeMarkdown(title)}**`, facts.path === undefined ? "" : code(facts.path)];
  const lines = [
    head.filter((part) => part !== "").join(" "),
    escapeMarkdown(what.join(", ")),
    rangeLine(facts.range, facts.type),
    unitLine(facts.units),
  ];
  const paragraphs = [lines.filter((line) => line !== "").join("  \n"), escapeMarkdown(facts.description)];
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}

/** `Range: 0 to 255`; empty if there is none. */
export function rangeLine(range: string, type: string): string {
  if (range === "") return "";
  const { value, problems } = parseRange(range);
  const knownType = resourceTypes.find((candidate) => candidate.value === type)?.value;
  const inWords = problems.length === 0 ? describeRange(value, knownType) : "";
  return inWords === "" ? `Range: ${code(range)}` : `Range: ${escapeMarkdown(inWords)}`;
}

/** `Unit: Cel, degree Celsius`; empty if there is none. */
export function unitLine(symbol: string): string {
  if (symbol === "") return "";
  const unit = unitBySymbol(symbol);
  return unit === undefined
    ? `Unit: ${code(symbol)}, not known to SenML`
    : `Unit: ${code(symbol)}, ${escapeMarkdown(unit.meaning)}`;
}

/** Whose ID it is, and for a reusable one how the item differs from Common.xml. */
function origin(item: ItemNode, registry: Registry): readonly string[] {
  if (item.resourceId === undefined) return [];
  const idClass = resourceIdClass(item.resourceId);
  if (idClass?.kind !== "reusable") return idClass === undefined ? [] : [`Resource ID: ${idClass.title}.`];
  const known = registry.reusableResource(item.resourceId);
  if (known === undefined) {
    return registry.reusableResources.length === 0 ? [] : ["Reusable ID that Common.xml does not have."];
  }
  const different = differences(item, known);
  if (different.length === 0) return ["Reusable resource, as in Common.xml."];
  return [`Reusable resource that differs from Common.xml:\n\n${different.map((line) => `- ${line}`).join("\n")}`];
}
