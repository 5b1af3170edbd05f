import type { ObjectDefinition, ResourceDefinition } from "../../lwm2m/definition/model.js";

function resource(
  id: number,
  name: string,
  operations: ResourceDefinition["operations"],
  type: ResourceDefinition["type"],
): ResourceDefinition {
  return {
    ...{ id, name, operations, type, isMultiple: false, isMandatory: true },
    ...{ range: "", units: "", description: undefined },
  };
}

/** An object to write to, read from and execute: it keeps what it is given, however long. */
export const storeObject: ObjectDefinition = {
  id: 33000,
  name: "Store",
  urn: "urn:oma:lwm2m:x:33000",
  lwm2mVersion: "1.0",
  version: "1.0",
  isMultiple: true,
  isMandatory: false,
  description: undefined,
  resources: [
    resource(0, "Content", "RW", "Opaque"),
    resource(1, "Number", "RW", "Integer"),
    resource(2, "Do", "E", undefined),
  ],
};
