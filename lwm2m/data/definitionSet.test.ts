import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../test/fixtures/registry.js";
import type { ObjectDefinition } from "../definition/model.js";
import { createDefinitionSet, resourceLookup, type DefinitionSet } from "./definitionSet.js";

function tank(version: string, name = "Tank", id = 33000): ObjectDefinition {
  return {
    id,
    name,
    urn: `urn:oma:lwm2m:x:${id}`,
    lwm2mVersion: "1.0",
    version,
    isMultiple: true,
    isMandatory: false,
    description: undefined,
    resources: [],
  };
}

test("a device's object has the definition of its version, without one that of 1.0", () => {
  const { find } = createDefinitionSet(testRegistry());
  assert.equal(find(3, "1.1")?.object.version, "1.1");
  assert.deepEqual(find(3)?.source, { kind: "registry" });
  assert.equal(find(3)?.object.version, "1.0");
  assert.equal(find(3)?.warning, undefined);
  assert.equal(find(3, "7.0")?.warning?.startsWith("Version 7.0 of object 3 is not known"), true);
  assert.equal(find(33000), undefined);
});

test("files of the workspace go before the registry, as they were edited last", () => {
  const set = createDefinitionSet(testRegistry());
  set.setFile("file:///a.xml", [tank("1.0"), tank("1.1", "Old")]);
  set.setFile("file:///b.xml", [tank("1.1", "New")]);
  assert.equal(set.find(33000, "1.1")?.object.name, "New");
  assert.deepEqual(set.find(33000)?.source, { kind: "workspace", uri: "file:///a.xml" });
  assert.equal(
    set.find(33000, "1.2")?.warning,
    "Version 1.2 of object 33000 is not known; version 1.1 is used instead.",
  );
  set.setFile("file:///a.xml", [tank("1.1", "Newest"), tank("1.9", "My device", 3)]);
  assert.equal(set.find(33000, "1.1")?.object.name, "Newest");
  assert.equal(set.find(3, "1.9")?.object.name, "My device");
  set.removeFile("file:///a.xml");
  assert.equal(set.find(33000, "1.1")?.object.name, "New");
  assert.equal(set.find(3, "1.1")?.object.name, "Device");
});

/** What is found, as `version source`, with `!` for a warning. */
function foundIn(set: DefinitionSet, objectId: number, version?: string): string {
  const { object, source, warning } = set.find(objectId, version) ?? assert.fail("nothing is found");
  return `${object.version} ${source.kind}${warning === undefined ? "" : "!"}`;
}

test("the version asked for goes before a nearer place: workspace, registry, then the nearest ones in that order", () => {
  const set = createDefinitionSet(testRegistry());
  // The registry has object 3 in the versions 1.0, 1.1 and 1.2.
  set.setFile("file:///device.xml", [tank("1.1", "My device", 3), tank("1.3", "My next device", 3)]);
  assert.equal(foundIn(set, 3, "1.1"), "1.1 workspace");
  assert.equal(foundIn(set, 3, "1.2"), "1.2 registry");
  assert.equal(foundIn(set, 3), "1.0 registry");
  assert.equal(foundIn(set, 3, "1.4"), "1.3 workspace!");
  set.removeFile("file:///device.xml");
  assert.equal(foundIn(set, 3, "1.4"), "1.2 registry!");
});

test("codecs ask for resources by their IDs", () => {
  const { find } = createDefinitionSet(testRegistry());
  const lookup = resourceLookup((objectId) => find(objectId));
  assert.equal(lookup(3, 9)?.name, "Battery Level");
  assert.equal(lookup(3, 999), undefined);
  assert.equal(lookup(33000, 0), undefined);
});
