import type { ObjectDefinition, ResourceDefinition } from "../../../definition/model.js";
import { readLimits } from "../../values/limits.js";
import type { ObjectMetadata, ResourceMetadata, ValueChoices } from "../metadata.js";

/** What a binding says of an object, with the IDs of resources for their keys: `r5700`. */
export function metadataOf(object: ObjectDefinition, values: ValueChoices = {}): ObjectMetadata {
  const { id, urn, name, version, lwm2mVersion, isMultiple: multiple, isMandatory: mandatory } = object;
  const resources = object.resources.map(
    (resource) => [`r${resource.id}`, resourceMetadata(resource, values)] as const,
  );
  return {
    id,
    urn,
    name,
    version,
    lwm2mVersion,
    multiple,
    mandatory,
    values,
    resources: Object.fromEntries(resources),
  };
}

function resourceMetadata(
  resource: ResourceDefinition,
  { int64 = "number" }: { int64?: "bigint" | "number" },
): ResourceMetadata {
  const { id, name, type = "None", operations, isMultiple: multiple, isMandatory: mandatory } = resource;
  return { id, name, type, operations, multiple, mandatory, ...readLimits(resource, { int64 }).limits };
}
