import { test } from "node:test";
import assert from "node:assert/strict";
import { object } from "../testing/resource.js";
import { deprecationOf, objectDeprecation } from "./deprecation.js";

const said: readonly (readonly [name: string, description: string, reason: string])[] = [
  ["Value", "Deprecated by v2.0.", "By v2.0."],
  ["Value", "PRACH report information. Deprecated by v2.0.", "By v2.0."],
  ["Value", "[Obsolete] Use 5700.", "Use 5700."],
  ["Value", "DEPRECATED - use Sensor Value", "Use Sensor Value"],
  ["Value", "Obsolete", "Obsolete"],
  ["Value", "This resource is deprecated, use 5700.", "This resource is deprecated, use 5700."],
  [
    "Value",
    "Object deprecated with version 2.0 due to an error.",
    "Object deprecated with version 2.0 due to an error.",
  ],
  ["Value (deprecated)", "A value.", "Its name says so."],
];

for (const [name, description, reason] of said) {
  test(`${name}: ${description}`, () => {
    assert.equal(deprecationOf(name, [description]), reason);
  });
}

for (const description of [
  "A value.",
  "Lists the deprecated resources.",
  "Deprecated values are ignored.",
  "Tells whether the firmware is obsolete.",
  "If this resource is deprecated by the server, write 1.",
]) {
  test(`mentions the word and says nothing: ${description}`, () => {
    assert.equal(deprecationOf("Value", [description]), undefined);
  });
}

test("two versions are deprecated by the registry's index", () => {
  const { length } = [
    object({ id: 3380, version: "1.0" }),
    object({ id: 10260, version: "1.0" }),
    object({ id: 3380, version: "2.0" }),
    object({ id: 10260, version: "2.0" }),
  ].filter((definition) => objectDeprecation(definition, []) !== undefined);
  assert.equal(length, 2);
});
