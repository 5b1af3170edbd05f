import type { ResourceDefinition } from "../../lwm2m/definition/model.js";
import type { ResourceFacts } from "./devices.js";

/** What the contract tells of a resource's definition. */
export function resourceFacts(resource: ResourceDefinition): ResourceFacts {
  const { name, operations, type, isMultiple, isMandatory, range, units, description } = resource;
  return {
    name,
    operations,
    ...(type === undefined ? {} : { type }),
    isMultiple,
    isMandatory,
    range,
    units,
    ...(description === undefined ? {} : { description }),
  };
}
