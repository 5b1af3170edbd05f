import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../../test/fixtures/registry.js";
import { parseDefinitionFile, type ItemNode } from "../definitionFile.js";
import { fileText, itemText, objectText, type ItemContents } from "../rules/example.js";
import { isReusableText } from "./reusable.js";

function item(contents: ItemContents): ItemNode {
  const file = parseDefinitionFile(fileText(objectText({ Resources: [itemText(contents)] })));
  const found = file.objects[0]?.items[0];
  assert.ok(found);
  return found;
}

test("a range is reusable if it is the one of Common.xml, also where that one is odd", () => {
  const registry = testRegistry();
  assert.equal(isReusableText(item({ id: "4013", RangeEnumeration: "8-Bits" }), "RangeEnumeration", registry), true);
  assert.equal(isReusableText(item({ id: "4013", RangeEnumeration: " 8-Bits " }), "RangeEnumeration", registry), true);
  assert.equal(isReusableText(item({ id: "4013", RangeEnumeration: "0..255" }), "RangeEnumeration", registry), false);
  assert.equal(isReusableText(item({ id: "0", RangeEnumeration: "8-Bits" }), "RangeEnumeration", registry), false);
  assert.equal(isReusableText(item({ id: "2048", RangeEnumeration: "" }), "RangeEnumeration", registry), false);
});

test("other fields are compared the same way", () => {
  const registry = testRegistry();
  assert.equal(isReusableText(item({ id: "5700", Name: "Sensor Value" }), "Name", registry), true);
  assert.equal(isReusableText(item({ id: "5700", Name: "Level" }), "Name", registry), false);
  assert.equal(isReusableText(item({ id: "5505", Operations: "E", Type: "" }), "Type", registry), true);
  assert.equal(isReusableText(item({ id: "5700", Units: "Cel" }), "Units", registry), false);
});
