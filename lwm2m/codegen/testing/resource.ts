import type { ObjectDefinition, ResourceDefinition } from "../../definition/model.js";

/** A readable String, with whatever a test cares about. */
export function resource(facts: Partial<ResourceDefinition> = {}): ResourceDefinition {
  return {
    id: 0,
    name: "Note",
    operations: "R",
    isMultiple: false,
    isMandatory: false,
    type: "String",
    range: "",
    units: "",
    description: undefined,
    ...facts,
  };
}

/** An object without resources, with whatever a test cares about. */
export function object(facts: Partial<ObjectDefinition> = {}): ObjectDefinition {
  return {
    id: 33000,
    name: "Thing",
    urn: "urn:oma:lwm2m:x:33000",
    lwm2mVersion: "1.0",
    version: "1.0",
    isMultiple: true,
    isMandatory: false,
    description: undefined,
    resources: [],
    ...facts,
  };
}
