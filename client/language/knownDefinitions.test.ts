import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { KnownDefinitions } from "./knownDefinitions.js";

function tank(name: string): ObjectDefinition {
  return {
    id: 10999,
    name,
    urn: "urn:oma:lwm2m:x:10999",
    lwm2mVersion: "1.1",
    version: "1.0",
    isMultiple: true,
    isMandatory: false,
    description: undefined,
    resources: [],
  };
}

const uri = "file:///project/10999.xml";

test("what a file defines is known until it defines nothing", () => {
  const known = new KnownDefinitions();
  assert.equal(known.take({ uri, definitions: [tank("Tank")] }), true);
  assert.equal(known.byUri.get(uri)?.[0]?.name, "Tank");
  assert.equal(known.take({ uri, definitions: [] }), true);
  assert.equal(known.byUri.size, 0);
  assert.equal(known.take({ uri, definitions: [] }), false);
});

test("a crash takes nothing back, and what the next run tells again is no news", () => {
  const known = new KnownDefinitions();
  known.take({ uri, definitions: [tank("Tank")] });
  known.beginRun();
  assert.equal(known.byUri.size, 1);
  assert.equal(known.take({ uri, definitions: [tank("Tank")] }), false);
  assert.deepEqual(known.endRun(), []);
  assert.equal(known.byUri.size, 1);
});

test("what the next run does not tell is gone once it has told everything", () => {
  const known = new KnownDefinitions();
  const other = "file:///project/10998.xml";
  known.take({ uri, definitions: [tank("Tank")] });
  known.take({ uri: other, definitions: [tank("Vessel")] });
  known.beginRun();
  assert.equal(known.take({ uri: other, definitions: [tank("Barrel")] }), true);
  assert.deepEqual(known.endRun(), [{ uri, definitions: [] }]);
  assert.deepEqual([...known.byUri.keys()], [other]);
});
