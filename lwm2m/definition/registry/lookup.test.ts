import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../../test/fixtures/registry.js";
import { loadRegistry } from "./loadRegistry.js";
import { findReusable, nearestVersion } from "./lookup.js";

/** Checks the first resources that a query finds. */
function checkFound(query: string, ids: readonly number[]): void {
  const found = findReusable(testRegistry(), query).map(({ id }) => id);
  assert.deepEqual(found.slice(0, ids.length), ids);
}

test("reusable resources are found by ID and by words of their names", () => {
  checkFound("5700", [5700]);
  checkFound("Sensor Value", [5700]);
  checkFound("sensor", [5700]);
  checkFound("val sens", [5700]);
  checkFound("max meas val", [5602]);
  checkFound("", [4000, 4001]);
  assert.deepEqual(findReusable(testRegistry(), "no such thing"), []);
});

test("an ID that begins with the query comes before names that contain it", () => {
  const found = findReusable(testRegistry(), "57").map(({ id }) => id);
  assert.equal(found[0], 5700);
  assert.ok(found.every((id) => String(id).startsWith("57")));
});

test("placeholders without a definition are not offered", () => {
  assert.equal(testRegistry().reusableResource(4020)?.name, "TBD");
  assert.deepEqual(findReusable(testRegistry(), "4020"), []);
});

/** Checks which of the versions of an object is the nearest. */
function checkNearest(versions: readonly string[], wanted: string, nearest: string): void {
  const registry = loadRegistry({
    format: 1,
    source: { digest: "" },
    reusableResources: [],
    objects: versions.map((version) => ({
      id: 7,
      version,
      name: "Tank",
      urn: "urn:oma:lwm2m:oma:7",
      lwm2mVersion: "1.0",
      instances: "Single",
      presence: "Optional",
      description: "",
      resources: [],
    })),
  });
  const found = nearestVersion(registry, 7, wanted);
  assert.equal(found?.object.version, nearest);
  assert.equal(found.warning === undefined, wanted === nearest);
}

test("the nearest version has the same major number, and is rather later than earlier", () => {
  checkNearest(["1.0", "1.1", "1.2"], "1.1", "1.1");
  checkNearest(["1.0", "1.2", "1.3"], "1.1", "1.2");
  checkNearest(["1.0", "1.1"], "1.9", "1.1");
  checkNearest(["1.0", "1.5", "2.0"], "1.6", "1.5");
  checkNearest(["1.0", "1.5"], "2.0", "1.5");
  checkNearest(["2.0", "2.1"], "1.0", "2.0");
  checkNearest(["1.0", "1.1", "3.0"], "4.0", "3.0");
});

test("an unknown object has no nearest version", () => {
  assert.equal(nearestVersion(testRegistry(), 65534, "1.0"), undefined);
});

test("a substituted version comes with a sentence", () => {
  assert.equal(
    nearestVersion(testRegistry(), 0, "1.7")?.warning,
    "Version 1.7 of object 0 is not known; version 1.2 is used instead.",
  );
});
