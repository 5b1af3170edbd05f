import assert from "node:assert/strict";
import { test } from "node:test";
import { digestWithoutWhiteSpace } from "../../base/digest.js";
import { describedRegistry, factsText, testRegistry } from "../../../test/fixtures/registry.js";
import { loadRegistry } from "./loadRegistry.js";
import { printTable } from "./printTable.js";
import { readTable, RegistryTableError } from "./readTable.js";

test("the committed table holds every published object version and reusable resource", () => {
  const registry = testRegistry();
  assert.equal(registry.objects.length, 327);
  assert.equal(
    registry.objects.reduce((sum, { id }) => sum + registry.versions(id).length, 0),
    424,
  );
  assert.equal(registry.reusableResources.length, 177);
});

test("an object is found by ID and version, the newest one without a version", () => {
  const registry = testRegistry();
  assert.equal(registry.object(0)?.version, "1.2");
  assert.equal(registry.object(0, "1.0")?.urn, "urn:oma:lwm2m:oma:0");
  assert.deepEqual(
    registry.versions(0).map(({ version }) => version),
    ["1.0", "1.1", "1.2"],
  );
  assert.equal(registry.object(0, "9.9"), undefined);
  assert.equal(registry.object(65535), undefined);
  assert.deepEqual(registry.versions(65535), []);
});

test("an object and a reusable resource carry their facts", () => {
  const registry = testRegistry();
  const temperature = registry.object(3303);
  assert.equal(temperature?.name, "Temperature");
  assert.equal(temperature.isMultiple, true);
  assert.equal(temperature.isMandatory, false);
  assert.equal(temperature.description, undefined);
  assert.deepEqual(
    temperature.resources.find(({ id }) => id === 5700),
    {
      id: 5700,
      name: "Sensor Value",
      operations: "R",
      isMultiple: false,
      isMandatory: true,
      type: "Float",
      range: "",
      units: "",
      description: undefined,
    },
  );
  assert.equal(registry.reusableResource(5700)?.type, "Float");
  assert.equal(registry.reusableResource(6050)?.name, "Fractional Timestamp");
  assert.equal(registry.reusableResource(2048), undefined);
});

test("the committed table is printed to the same bytes", () => {
  const text = factsText();
  assert.equal(printTable(readTable(JSON.parse(text))), text);
});

test("the committed table holds no sentences", () => {
  const words = /\p{L}+(?:[ \t\n]+\p{L}+){3}[ \t\n]+\p{Ll}+ \p{Ll}+|\p{L}[.!?] \p{Lu}/u;
  const table = readTable(JSON.parse(factsText()));
  const ranges = [
    ...table.reusableResources.map((row) => row[4]),
    ...table.objects.flatMap((object) => object.resources.map((row) => row[6])),
  ];
  for (const range of ranges) assert.doesNotMatch(range ?? "", words);
  assert.equal(table.descriptions, undefined);
});

test("objects come in order whatever the order of the table", () => {
  const table = readTable(JSON.parse(factsText()));
  const registry = loadRegistry({ ...table, objects: table.objects.toReversed() });
  assert.deepEqual(registry.objects, testRegistry().objects);
});

test("descriptions of a table reach objects and resources by their digests", () => {
  const registry = loadRegistry({
    format: 1,
    source: { digest: "" },
    reusableResources: [[5700, "Sensor Value", "R", "Float", "", "", "aa"]],
    objects: [
      {
        id: 7,
        version: "1.0",
        name: "Tank",
        urn: "urn:oma:lwm2m:oma:7",
        lwm2mVersion: "1.0",
        instances: "Single",
        presence: "Optional",
        description: "bb",
        resources: [[5700, "Sensor Value", "R", "Single", "Mandatory", "Float", null, "", "aa"]],
      },
    ],
    descriptions: { aa: "How full.", bb: "A tank." },
  });
  assert.equal(registry.reusableResource(5700)?.description, "How full.");
  assert.equal(registry.object(7)?.description, "A tank.");
  assert.equal(registry.object(7)?.resources[0]?.description, "How full.");
  assert.equal(registry.object(7)?.resources[0]?.range, "");
});

test("the shipped registry describes the newest objects and most reusable resources", () => {
  const { objects, reusableResources } = describedRegistry();
  const described = (all: readonly { readonly description: string | undefined }[]): number =>
    all.filter(({ description }) => description !== undefined).length;
  assert.equal(described(objects), 302);
  assert.equal(described(reusableResources), 152);
  for (const { description, descriptionDigest } of reusableResources) {
    if (description !== undefined) assert.equal(digestWithoutWhiteSpace(description), descriptionDigest);
  }
});

/** Checks that a value is refused with a message. */
function checkRefused(json: unknown, message: RegExp): void {
  assert.throws(
    () => loadRegistry(json),
    (error) => error instanceof RegistryTableError && message.test(error.message),
  );
}

test("a broken table is refused with the place that is wrong", () => {
  const whole = { format: 1, source: { digest: "" }, reusableResources: [], objects: [] };
  assert.equal(loadRegistry(whole).objects.length, 0);
  checkRefused(undefined, /the file should be a JSON object, but is missing/u);
  checkRefused([], /the file should be a JSON object/u);
  checkRefused({}, /format of this one is missing\. .*lwm2m registry build/u);
  checkRefused({ ...whole, format: 2 }, /reads registry tables of format 1, but the format of this one is 2/u);
  checkRefused({ ...whole, source: undefined }, /source should be a JSON object, but is missing/u);
  checkRefused({ ...whole, objects: "x" }, /objects should be a list, but is "x"/u);
  checkRefused({ ...whole, reusableResources: [[1, "Name"]] }, /reusableResources\[0\] should be a list of 7/u);
  checkRefused(
    { ...whole, reusableResources: [[70000, "", "", "", "", "", ""]] },
    /reusableResources\[0\]\[0\] should be an ID from 0 to 65535, but is 70000/u,
  );
  checkRefused({ ...whole, descriptions: { aa: 1 } }, /descriptions\.aa should be a text, but is 1/u);
});
