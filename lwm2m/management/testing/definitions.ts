import type { Definitions } from "../../data/definitions.js";
import type { ObjectDefinition, ResourceDefinition } from "../../definition/model.js";

type Short = readonly [
  id: number,
  name: string,
  operations: ResourceDefinition["operations"],
  type?: ResourceDefinition["type"],
  more?: "multiple",
];

function objectOf(id: number, name: string, isMultiple: boolean, resources: readonly Short[]): ObjectDefinition {
  return {
    id,
    name,
    urn: "",
    lwm2mVersion: "1.0",
    version: "1.0",
    isMultiple,
    isMandatory: false,
    description: undefined,
    resources: resources.map(([resourceId, resourceName, operations, type, more]) => ({
      id: resourceId,
      name: resourceName,
      operations,
      isMultiple: more === "multiple",
      isMandatory: false,
      type,
      range: "",
      units: "",
      description: undefined,
    })),
  };
}

const objects: readonly ObjectDefinition[] = [
  objectOf(1, "Server", true, [
    [0, "Short Server ID", "R", "Integer"],
    [1, "Lifetime", "RW", "Integer"],
    [7, "Binding", "RW", "String"],
    [8, "Registration Update Trigger", "E"],
  ]),
  objectOf(3, "Device", false, [
    [0, "Manufacturer", "R", "String"],
    [4, "Reboot", "E"],
    [6, "Available Power Sources", "R", "Integer", "multiple"],
    [9, "Battery Level", "R", "Integer"],
    [14, "UTC Offset", "RW", "String"],
  ]),
  objectOf(5, "Firmware Update", false, [
    [0, "Package", "W", "Opaque"],
    [3, "State", "R", "Integer"],
  ]),
  objectOf(3303, "Temperature", true, [
    [5601, "Min Measured Value", "R", "Float"],
    [5700, "Sensor Value", "R", "Float"],
    [5750, "Application Type", "RW", "String"],
  ]),
];

/** A few objects, in their own words. */
export const someDefinitions: Definitions = {
  find: (objectId) => {
    const object = objects.find(({ id }) => id === objectId);
    return object && { object, source: { kind: "registry" } };
  },
};
