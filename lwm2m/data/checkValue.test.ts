import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../test/fixtures/registry.js";
import { seededBytes } from "../base/testing/seededBytes.js";
import { fromHex } from "../base/bytes.js";
import type { ResourceDefinition } from "../definition/model.js";
import { checkValue } from "./checkValue.js";
import { plausibleValue } from "./testing/plausibleValue.js";
import type { Value } from "./value.js";
import { parseValueText } from "./valueText.js";

function definition(type: ResourceDefinition["type"], range: string): ResourceDefinition {
  return {
    id: 1,
    name: "Level",
    operations: type === undefined ? "E" : "RW",
    isMultiple: false,
    isMandatory: true,
    type,
    range,
    units: "",
    description: undefined,
  };
}

/** A type, a range, a value as it is typed, and what is wrong with it. */
const checks: readonly (readonly [Value["type"], range: string, text: string, problem?: string])[] = [
  ["Integer", "", "9223372036854775807"],
  ["Integer", "0..255", "255"],
  ["Integer", "0..255", "256", "256 is outside the range of Level: 0 to 255."],
  ["Integer", "1,2,5", "5"],
  ["Integer", "1,2,5", "3", "3 is outside the range of Level: 1, 2 or 5."],
  ["Unsigned Integer", "0..18446744073709551615", "18446744073709551615"],
  ["Float", "0.1..0.7", "0.1"],
  ["Float", "0.1..0.7", "0.70001", "0.70001 is outside the range of Level: 0.1 to 0.7."],
  ["Float", "0..1", "NaN", "NaN is outside the range of Level: 0 to 1."],
  ["String", `"on","off"`, "on"],
  ["String", `"on","off"`, "of", `“of” is none of the values of Level: "on" or "off".`],
  ["String", "1..4", "é€", "Level must be 1 to 4 octets long; this is 5 octets."],
  ["String", "2", "é"],
  ["Opaque", "16,32", "00", "Level must be 16 or 32 octets long; this is 1 octet."],
  ["Time", "0..10", "11", "1970-01-01T00:00:11Z is outside the range of Level: 0 to 10."],
  ["Boolean", "0..1", "true"],
  ["Integer", "-30..-120", "-40"],
  ["Integer", "-30..-120", "56", "56 is outside the range of Level: −120 to −30."],
];

test("a value is held against type and range", () => {
  for (const [type, range, text, problem] of checks) {
    const { value } = parseValueText(text, type);
    assert.ok(value !== undefined);
    assert.equal(checkValue(value, definition(type, range)), problem, text);
  }
});

test("a value of 32 bits may be as near to a bound as 32 bits come", () => {
  const level = definition("Float", "0..0.1");
  assert.equal(checkValue({ type: "Float", value: Math.fround(0.1) }, level), undefined);
  assert.notEqual(checkValue({ type: "Float", value: 0.1000000015 }, level), undefined);
});

test("another type, and what no type can hold, has its sentence", () => {
  const { problem } = { problem: checkValue({ type: "Integer", value: 1n }, definition("String", "")) };
  assert.equal(problem, "Level is of type String, not Integer.");
  assert.equal(
    checkValue({ type: "Opaque", value: fromHex("00") ?? new Uint8Array() }, definition(undefined, "")),
    "Level is executable and holds no value.",
  );
  assert.equal(
    checkValue({ type: "Unsigned Integer", value: -1n }, definition("Unsigned Integer", "")),
    "-1 is outside 0 to 18446744073709551615.",
  );
  assert.equal(
    checkValue({ type: "Objlnk", value: { objectId: 70000, objectInstanceId: 0 } }, definition("Objlnk", "")),
    "70000/0 has an ID outside 0 to 65535.",
  );
});

test("plausible values of every published resource are what the definition allows", () => {
  const random = seededBytes(2);
  let checked = 0;
  for (const { id, resources } of testRegistry().objects) {
    for (const resource of resources) {
      const value = plausibleValue(resource, random);
      if (value === undefined) continue;
      checked++;
      assert.equal(checkValue(value, resource), undefined, `/${id}/0/${resource.id} ${resource.range}`);
    }
  }
  assert.ok(checked > 3000, `${checked}`);
});
