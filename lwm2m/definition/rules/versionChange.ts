import type { Span } from "../../base/span.js";
import type { Field, ItemNode, ObjectNode } from "../definitionFile.js";
import type { ObjectDefinition, ResourceDefinition } from "../model.js";
import { operationValues, resourceTypes } from "../structure.js";

/** A difference between a published version of an object and a file. */
export interface Change {
  /** True if old Clients or Servers cannot follow it, so that the major version must rise (LwM2M TS 1.2 §7.2.1). */
  readonly isMajor: boolean;
  /** What happened, as a part of a sentence: `resource 5 is new`. */
  readonly what: string;
  /** Where it can be seen in the file; undefined for something that is gone. */
  readonly place: Span | undefined;
}

/**
 * What happened to an object since a published version, major changes first. Names, descriptions, ranges and units are
 * not looked at, and values that are not legal neither: those have rules of their own.
 */
export function changesSince(published: ObjectDefinition, object: ObjectNode): readonly Change[] {
  const changes = [...objectChanges(published, object), ...resourceChanges(published, object)];
  return [...changes.filter(({ isMajor }) => isMajor), ...changes.filter(({ isMajor }) => !isMajor)];
}

function objectChanges(published: ObjectDefinition, object: ObjectNode): readonly Change[] {
  const changes: Change[] = [];
  const instances = published.isMultiple ? "Multiple" : "Single";
  addFieldChange(changes, object.field("MultipleInstances"), instances, instanceTexts, "the object");
  const presence = published.isMandatory ? "Mandatory" : "Optional";
  addFieldChange(changes, object.field("Mandatory"), presence, presenceTexts, "the object");
  return changes;
}

function resourceChanges(published: ObjectDefinition, object: ObjectNode): readonly Change[] {
  const changes: Change[] = [];
  const items = new Map<number, ItemNode>();
  for (const item of object.items) {
    if (item.resourceId !== undefined && !items.has(item.resourceId)) items.set(item.resourceId, item);
  }
  const old = new Map(published.resources.map((resource) => [resource.id, resource]));
  for (const [id, item] of items) {
    const resource = old.get(id);
    if (resource !== undefined) addItemChanges(changes, resource, item);
    else changes.push(presenceChange(item.field("Mandatory")?.value === "Mandatory", id, "new", item.id?.valueSpan));
  }
  for (const { id, isMandatory } of published.resources) {
    if (!items.has(id)) changes.push(presenceChange(isMandatory, id, "gone", undefined));
  }
  return changes;
}

function presenceChange(isMajor: boolean, id: number, fate: "new" | "gone", place: Span | undefined): Change {
  return { isMajor, what: `${isMajor ? "mandatory" : "optional"} resource ${id} is ${fate}`, place };
}

const operationTexts = operationValues.map(({ value }) => value);
const typeTexts = ["", ...resourceTypes.map(({ value }) => value)];
const instanceTexts = ["Single", "Multiple"];
const presenceTexts = ["Mandatory", "Optional"];

function addItemChanges(changes: Change[], old: ResourceDefinition, item: ItemNode): void {
  const owner = `resource ${old.id}`;
  const instances = old.isMultiple ? "Multiple" : "Single";
  const presence = old.isMandatory ? "Mandatory" : "Optional";
  addFieldChange(changes, item.field("Operations"), old.operations, operationTexts, owner);
  addFieldChange(changes, item.field("Type"), old.type ?? "", typeTexts, owner);
  addFieldChange(changes, item.field("MultipleInstances"), instances, instanceTexts, owner);
  addFieldChange(changes, item.field("Mandatory"), presence, presenceTexts, owner);
}

function addFieldChange(
  changes: Change[],
  field: Field | undefined,
  old: string,
  legal: readonly string[],
  owner: string,
): void {
  if (field === undefined || field.value === old || !legal.includes(field.value)) return;
  const what = `${field.name} of ${owner} was ${old === "" ? "empty" : old}`;
  changes.push({ isMajor: true, what, place: field.span });
}
