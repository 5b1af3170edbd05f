import { digestOf } from "../base/digest.js";
import type { ObjectDefinition } from "../definition/model.js";
import { descriptionLines } from "./values/description.js";

/**
 * A digest of all that a definition says, for the header of its file: the same for the same definition with other line
 * ends, indents or order of elements, and wherever it lies.
 */
export function definitionDigest(definition: ObjectDefinition): string {
  const { id, name, urn, lwm2mVersion, version, isMultiple, isMandatory, description, resources } = definition;
  const object = [id, name, urn, lwm2mVersion, version, isMultiple, isMandatory, descriptionLines(description)];
  const rows = resources.map((resource) => [
    resource.id,
    resource.name,
    resource.operations,
    resource.isMultiple,
    resource.isMandatory,
    resource.type ?? "",
    resource.range.replace(/\s+/gu, " "),
    resource.units,
    descriptionLines(resource.description),
  ]);
  return digestOf(JSON.stringify([...object, rows]));
}
