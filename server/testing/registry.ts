import { digestWithoutWhiteSpace } from "../../lwm2m/base/digest.js";
import type { ObjectDefinition, ReusableResource } from "../../lwm2m/definition/model.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";

const reading = "What the sensor reads now.";

const reusable: readonly ReusableResource[] = [
  {
    id: 5605,
    name: "Reset Minimum",
    operations: "E",
    type: undefined,
    range: "",
    units: "",
    description: undefined,
    descriptionDigest: digestWithoutWhiteSpace("Forget the minimum."),
  },
  {
    id: 5700,
    name: "Sensor Value",
    operations: "R",
    type: "Float",
    range: "0..100",
    units: "Cel",
    description: reading,
    descriptionDigest: digestWithoutWhiteSpace(reading),
  },
];

const thermometer: ObjectDefinition = {
  id: 3303,
  name: "Thermometer",
  urn: "urn:oma:lwm2m:oma:3303:1.1",
  lwm2mVersion: "1.0",
  version: "1.1",
  isMultiple: true,
  isMandatory: false,
  description: undefined,
  resources: [],
};

/** A registry with two reusable resources and one object, for tests. */
export const smallRegistry: Registry = {
  source: { commit: undefined, date: "2024-02-22", digest: "0000000000000000" },
  objects: [thermometer],
  versions: (id) => (id === thermometer.id ? [thermometer] : []),
  object: (id, version = thermometer.version) =>
    id === thermometer.id && version === thermometer.version ? thermometer : undefined,
  reusableResources: reusable,
  reusableResource: (id) => reusable.find((resource) => resource.id === id),
};
