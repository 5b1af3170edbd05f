import assert from "node:assert/strict";
import { test } from "node:test";
import { object, resource } from "./testing/resource.js";
import { unusedOptions } from "./unusedOptions.js";

const definition = object({ id: 3303, resources: [resource({ id: 5700 })] });
const sources = [{ definition, from: "3303.xml" }];

test("what some object has is used", () => {
  const names = new Map([
    ["3303", "Thermometer"],
    ["3303/5700", "value"],
  ]);
  assert.deepEqual(unusedOptions(sources, { resources: [5700], names }), []);
  assert.deepEqual(unusedOptions(sources, { resources: undefined, names: new Map() }), []);
});

test("resources and names that no object has are told", () => {
  const names = new Map([
    ["3304", "Humidity"],
    ["3303/57000", "value"],
  ]);
  assert.deepEqual(unusedOptions(sources, { resources: [5700, 1, 1, 2], names }), [
    "No object that is generated has resource 1 or 2.",
    "No object that is generated has “3304” or “3303/57000”, which names chooses a name for.",
  ]);
});
