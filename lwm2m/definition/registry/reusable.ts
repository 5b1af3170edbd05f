import type { ItemNode } from "../definitionFile.js";
import type { ReusableResource } from "../model.js";
import type { Registry } from "./registry.js";

/** The fields of a reusable resource that every object must take over from Common.xml (OMA validation errors 460-465). */
export const reusableFields = ["Name", "Operations", "Type", "RangeEnumeration", "Units", "Description"] as const;

/** A field that Common.xml settles. */
export type ReusableFieldName = (typeof reusableFields)[number];

/** The reusable resource that an Item stands for; undefined for the object's own, private and unknown resources. */
export function reusableResourceOf(item: ItemNode, registry: Registry): ReusableResource | undefined {
  return item.resourceId === undefined ? undefined : registry.reusableResource(item.resourceId);
}

/** What Common.xml says in a field; undefined for a description whose text the table does not carry. */
export function reusableText(resource: ReusableResource, field: ReusableFieldName): string | undefined {
  switch (field) {
    case "Name":
      return resource.name;
    case "Operations":
      return resource.operations;
    case "Type":
      return resource.type ?? "";
    case "RangeEnumeration":
      return resource.range;
    case "Units":
      return resource.units;
    case "Description":
      return resource.description;
  }
}

/**
 * True if an Item has the text that Common.xml gives a field of its reusable resource. What is wrong with such a text
 * must be mended in Common.xml first, as changing it in the object would break one of OMA's rules 460-464, so the other
 * rules about the field stay silent or say so. Descriptions are compared by their digests, see rule 465.
 */
export function isReusableText(
  item: ItemNode,
  field: Exclude<ReusableFieldName, "Description">,
  registry: Registry,
): boolean {
  const resource = reusableResourceOf(item, registry);
  return resource !== undefined && reusableText(resource, field) === item.field(field)?.value;
}
