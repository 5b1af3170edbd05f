import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parseConfig, validationOptions } from "../lwm2m/definition/config.js";
import { recognizesDefinition } from "../lwm2m/definition/recognize.js";
import { validateText } from "../lwm2m/definition/validate.js";
import { testRegistry } from "./fixtures/registry.js";

const { config, problems } = parseConfig(readFileSync("examples/lwm2m.config.json", "utf8"));

/** Checks which rules a sample breaks, in the order of its text. */
function checkSample(fileName: string, rules: readonly string[]): void {
  const text = readFileSync(`examples/objects/${fileName}`, "utf8");
  const diagnostics = validateText(text, validationOptions({ config, registry: testRegistry(), fileName }));
  assert.deepEqual(
    diagnostics.map(({ ruleId }) => ruleId),
    rules,
    fileName,
  );
}

test("the configuration of the samples is understood", () => {
  assert.deepEqual(problems, []);
  assert.equal(config.levels.get("reusable-description"), "off");
});

test("each sample shows what its README says", () => {
  assert.deepEqual(readdirSync("examples/objects"), ["42001.xml", "42010.xml", "42020.xml", "42030.xml"]);
  checkSample("42001.xml", []);
  checkSample("42010.xml", [
    "version-elements-missing",
    "urn-mismatch",
    "schema-version-mismatch",
    "type-value",
    "units-unknown",
    "range-separator",
    "range-unit-word",
    "type-on-executable",
    "mandatory-value",
    "resource-id-duplicate",
    "description-characters",
    "description-characters",
    "reusable-name",
  ]);
  checkSample("42020.xml", ["element-missing", "type-missing", "xml-syntax"]);
  checkSample("42030.xml", []);
  assert.equal(recognizesDefinition(readFileSync("examples/site/inventory.xml", "utf8")), false);
});
