import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { testRegistry } from "../../test/fixtures/registry.js";
import { EngineDefinitions } from "./definitions.js";

function named(name: string, id = 3303, version = "1.1"): ObjectDefinition {
  return {
    id,
    name,
    version,
    urn: `urn:oma:lwm2m:x:${id}`,
    lwm2mVersion: "1.0",
    isMultiple: true,
    isMandatory: false,
    description: undefined,
    resources: [],
  };
}

test("takes of two clients with the same file the one that told last, and the other when that goes", () => {
  const definitions = new EngineDefinitions(testRegistry());
  const name = (): string | undefined => definitions.find(3303, "1.1")?.object.name;
  const published = name();
  definitions.set(1, "file:///a.xml", [named("First")]);
  definitions.set(2, "file:///a.xml", [named("Second")]);
  assert.equal(name(), "Second");
  assert.deepEqual([...definitions.forget(2)], [3303]);
  assert.equal(name(), "First");
  assert.deepEqual([...definitions.set(1, "file:///a.xml", [])], [3303]);
  assert.equal(name(), published);
  assert.equal(definitions.has(1), false);
});

test("tells which objects are concerned, and is another edition only if something is", () => {
  const definitions = new EngineDefinitions(testRegistry());
  assert.deepEqual([...definitions.set(1, "u", [named("A", 5), named("B", 6)])], [5, 6]);
  const edition = definitions.edition;
  assert.deepEqual([...definitions.set(2, "u", [named("A", 5), named("B", 6)])], []);
  assert.equal(definitions.edition, edition);
  assert.deepEqual([...definitions.set(2, "u", [named("C", 7)])], [5, 6, 7]);
  assert.notEqual(definitions.edition, edition);
});

test("finds the newest version of an object, in files first", () => {
  const definitions = new EngineDefinitions(testRegistry());
  assert.equal(definitions.newest(3303)?.version, testRegistry().object(3303)?.version);
  definitions.set(1, "u", [named("Old", 3303, "1.9")]);
  definitions.set(1, "v", [named("New", 3303, "1.10")]);
  assert.equal(definitions.newest(3303)?.name, "New");
  assert.equal(definitions.newest(65000), undefined);
});
