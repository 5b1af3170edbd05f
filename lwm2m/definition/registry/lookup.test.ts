import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../../test/fixtures/registry.js";
import { loadRegistry } from "./loadRegistry.js";
import { nearestVersion, usableReusableResources } from "./lookup.js";

test("placeholders without a definition are not offered", () => {
  assert.equal(testRegistry().reusableResource(4020)?.name, "TBD");
  const usable = usableReusableResources(testRegistry()).map(({ id }) => id);
  assert.ok(usable.includes(5700));
  assert.ok(!usable.includes(4020));
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
