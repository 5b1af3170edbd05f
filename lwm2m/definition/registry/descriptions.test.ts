import assert from "node:assert/strict";
import { test } from "node:test";
import { digestWithoutWhiteSpace } from "../../base/digest.js";
import { descriptionCoverage, withDescriptions } from "./descriptions.js";
import type { RegistryTable } from "./table.js";

const tank = "A tank of a plant.";
const level = "How full\nthe tank is.\nUnits: as the plant says.";
const reset = "Empties the tank.";

const table: RegistryTable = {
  format: 1,
  source: { commit: undefined, date: undefined, digest: "" },
  reusableResources: [
    [5700, "Level", "R", "Float", "", "", digestWithoutWhiteSpace(level)],
    [5701, "Reset", "E", "", "", "", digestWithoutWhiteSpace(reset)],
  ],
  objects: [
    {
      id: 7,
      version: "1.0",
      name: "Tank",
      urn: "urn:oma:lwm2m:oma:7",
      lwm2mVersion: "1.0",
      instances: "Single",
      presence: "Optional",
      description: digestWithoutWhiteSpace(tank),
      resources: [[5700, "Level", "R", "Single", "Mandatory", "Float", "", "", digestWithoutWhiteSpace(level)]],
    },
  ],
};

/** Checks which of the table's texts come out of a document. */
function checkTexts(document: unknown, expected: readonly string[]): void {
  assert.deepEqual(Object.values(withDescriptions(table, document).descriptions ?? {}), expected);
}

test("a text is taken from any depth of a document", () => {
  checkTexts({ properties: { 7: { items: [{ description: tank }] } } }, [tank]);
  checkTexts({}, []);
  checkTexts(null, []);
});

test("white space does not matter, and line ends become LF", () => {
  checkTexts({ description: ` ${level.replaceAll("\n", "\r\n\t")} ` }, [level.replaceAll("\n", "\n\t")]);
});

test("appended sentences come off, but not what looks like one inside the text", () => {
  checkTexts({ description: `${tank} LWM2MVersion: 1.0 ObjectVersion: 1.0 Mandatory: false` }, [tank]);
  checkTexts({ description: `${level} Units: %.` }, [level]);
  checkTexts({ description: `${level} Unix Time. Seconds. Units: s.` }, [level]);
  checkTexts({ description: `${tank} Units: \r\n   .` }, [tank]);
});

test("a text that is not the published one is left out", () => {
  checkTexts({ description: "A tank of another plant." }, []);
  checkTexts({ description: `${tank} Value: 1.` }, []);
  checkTexts({ title: tank, description: 7 }, []);
});

test("the coverage counts objects, reusable resources and resources", () => {
  const described = withDescriptions(table, [{ description: tank }, { description: level }]);
  assert.deepEqual(descriptionCoverage(described), {
    objects: { described: 1, all: 1 },
    reusableResources: { described: 1, all: 2 },
    resources: { described: 1, all: 1 },
  });
  assert.equal(descriptionCoverage(table).objects.described, 0);
});
