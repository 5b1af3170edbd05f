import { test } from "node:test";
import assert from "node:assert/strict";
import { describedRegistry } from "../../../test/fixtures/registry.js";
import { resource } from "../testing/resource.js";
import { descriptionLines } from "./description.js";
import { readLimits } from "./limits.js";
import { valuesInProse } from "./proseValues.js";

function valuesOf(description: string, range = "", type: "Integer" | "Boolean" | "String" = "Integer") {
  const facts = resource({ type, range });
  return valuesInProse(facts, descriptionLines(description), readLimits(facts, { int64: "number" }).limits);
}

const lists: readonly (readonly [description: string, range: string, values: readonly number[]])[] = [
  ["0: off, 1: on", "", [0, 1]],
  ["The mode: 0 = off, 1 = on, 2 = auto.", "", [0, 1, 2]],
  ["Fuel.\n0: gas\n1: diesel\nMore about fuel.", "", [0, 1]],
  ["1:Open, 0:Closed.", "0..1", [0, 1]],
  ["The edge (1 = Falling edge, 2 = Rising edge, 3 = Both).", "1..3", [1, 2, 3]],
  ["-1 = not available\n0 = good\n1 = bad", "", [-1, 0, 1]],
  ["0: 2.4 GHz\n1: 5 GHz", "", [0, 1]],
  ["0. Disabled\n1. Alarm\n2. Log", "0..2", [0, 1, 2]],
  ["0: a\n1: b\n2: see the future", "0..2", [0, 1, 2]],
  ["* 0: a\n* 1: b", "", [0, 1]],
  ["0=stopped, 1=slow and 2=fast", "", [0, 1, 2]],
];

for (const [description, range, values] of lists) {
  test(`takes the values of ${JSON.stringify(description)} with the range ${JSON.stringify(range)}`, () => {
    assert.deepEqual(valuesOf(description, range), values);
  });
}

const others: readonly (readonly [why: string, description: string, range: string])[] = [
  ["one entry", "0: off", ""],
  ["a value twice", "0: ok, 1: unknown, 0: failed", ""],
  ["a gap", "0: off, 1: on, 255: stuck", ""],
  ["a start that is no usual one", "5: slow, 6: fast", ""],
  ["values that the range does not have", "0: off, 1: on, 2: auto", "0..1"],
  ["a range with more values", "0: off, 1: on", "0..255"],
  ["a range that is a list", "0: off, 1: on", "0,1"],
  ["a range that nobody can read", "0: off, 1: on", "8-bit"],
  ["reserved values", "0: off\n1: on\n2: reserved", ""],
  ["several values in one entry", "0: off\n1: on\n2-100: busy", ""],
  ["two values in one entry", "0,1 = no fix\n2 = fix\n3 = fix", ""],
  ["other values", "0=fine, 1=failed, other values are up to the vendor", ""],
  ["examples", "Examples: 0 = off, 1 = on", ""],
  ["bits", "Bitwise: 0: dry, 1: hot, 2: old, 3: loud", "0..3"],
  ["numbered bits", "Bit 0: dry, bit 1: hot", ""],
  ["instances", "Inst 0 : minTime\nInst 1:  maxTime", ""],
  ["a comparison", "0:Normal, 1:Unknown, <0:Failed", ""],
  ["times of day", "00:05 sent\n00:15 sent again", ""],
  ["two signs", "0: off, 1 = on", ""],
  ["steps to take", "1. Open the lid.\n2. Close the lid.", ""],
  ["an entry that is written in another way", "0: a\n1: b\n2. c\n3: d", ""],
];

for (const [why, description, range] of others) {
  test(`takes no values: ${why}`, () => {
    assert.equal(valuesOf(description, range), undefined);
  });
}

test("only integers have such values", () => {
  assert.equal(valuesOf("0: off, 1: on", "", "Boolean"), undefined);
  assert.equal(valuesOf("0: off, 1: on", "", "String"), undefined);
});

test("takes the values of 78 resources of the newest published objects, none of which lists bits or open values", () => {
  const resources = describedRegistry().objects.flatMap((object) => object.resources);
  const found = resources.filter((facts) => {
    const lines = descriptionLines(facts.description);
    return valuesInProse(facts, lines, readLimits(facts, { int64: "number" }).limits) !== undefined;
  });
  assert.equal(found.length, 78);
  assert.ok(found.every(({ description }) => !/\b(?:bitwise|reserved|vendor)\b/iu.test(description ?? "")));
});
