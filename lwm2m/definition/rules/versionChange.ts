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

function* objectChanges(published: ObjectDefinition, object: ObjectNode): Generator<Change> {
  const instances = published.isMultiple ? "Multiple" : "Single";
  yield* fieldChange(object.field("MultipleInstances"), instances, ["Single", "Multiple"], "the object");
  const presence = published.isMandatory ? "Mandatory" : "Optional";
  yield* fieldChange(object.field("Mandatory"), presence, ["Mandatory", "Optional"], "the object");
}

function* resourceChanges(published: ObjectDefinition, object: ObjectNode): Generator<Change> {
  const items = new Map<number, ItemNode>();
  for (const item of object.items) {
    if (item.resourceId !== undefined && !items.has(item.resourceId)) items.set(item.resourceId, item);
  }
  const old = new Map(published.resources.map((resource) => [resource.id, resource]));
  for (const [id, item] of items) {
    const resource = old.get(id);
    if (resource !== undefined) yield* itemChanges(resource, item);
    else yield presenceChange(item.field("Mandatory")?.value === "Mandatory", id, "new", item.id?.valueSpan);
  }
  for (const { id, isMandatory } of published.resources) {
    if (!items.has(id)) yield presenceChange(isMandatory, id, "gone", undefined);
  }
}

function presenceChange(isMajor: boolean, id: number, fate: "new" | "gone", place: Span | undefined): Change {
  return { isMajor, what: `${isMajor ? "mandatory" : "optional"} resource ${id} is ${fate}`, place };
}

const operationTexts = operationValues.map(({ value }) => value);
const typeTexts = ["", ...resourceTypes.map(({ value }) => value)];

function* itemChanges(old: ResourceDefinition, item: ItemNode): Generator<Change> {
  const owner = `resource ${old.id}`;
  yield* fieldChange(item.field("Operations"), old.operations, operationTexts, owner);
  yield* fieldChange(item.field("Type"), old.type ?? "", typeTexts, owner);
  yield* fieldChange(
    item.field("MultipleInstances"),
    old.isMultiple ? "Multiple" : "Single",
    ["Single", "Multiple"],
    owner,
  );
  const presence = old.isMandatory ? "Mandatory" : "Optional";
  yield* fieldChange(item.field("Mandatory"), presence, ["Mandatory", "Optional"], owner);
}

function* fieldChange(
  field: Field | undefined,
  old: string,
  legal: readonly string[],
  owner: string,
): Generator<Change> {
  if (field === undefined || field.value === old || !legal.includes(field.value)) return;
  const what = `${field.name} of ${owner} was ${old === "" ? "empty" : old}`;
  yield { isMajor: true, what, place: field.span };
}
