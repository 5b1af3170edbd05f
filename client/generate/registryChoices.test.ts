import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { olderVersions, registryChoices } from "./registryChoices.js";

function object(id: number, version: string, name: string): ObjectDefinition {
  const urn = `urn:oma:lwm2m:oma:${id}:${version}`;
  const rest = { lwm2mVersion: "1.0", isMultiple: false, isMandatory: false, description: undefined, resources: [] };
  return { id, name, urn, version, ...rest };
}

const device = [object(3, "1.0", "Device"), object(3, "1.1", "Device"), object(3, "1.2", "Device")];
const newest = device.slice(-1);
const temperature = object(3303, "1.1", "Temperature");
const registry = {
  objects: [...newest, temperature],
  versions: (id: number) => (id === 3 ? device : [temperature]),
};

test("the newest versions are offered, the older ones on demand", () => {
  const shown = (withOlder: boolean) => registryChoices(registry, withOlder).map(({ description }) => description);
  assert.deepEqual(shown(false), ["3, version 1.2", "3303, version 1.1"]);
  assert.deepEqual(shown(true), ["3, version 1.2", "3, version 1.1", "3, version 1.0", "3303, version 1.1"]);
  assert.equal(olderVersions(registry), 2);
});

test("a choice leads to the document that shows the object", () => {
  assert.deepEqual(registryChoices(registry, false)[1], {
    label: "Temperature",
    description: "3303, version 1.1",
    uri: "lwm2m-registry:/3303/1.1.xml",
  });
});
