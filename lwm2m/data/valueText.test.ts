import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../test/fixtures/registry.js";
import { seededBytes } from "../base/testing/seededBytes.js";
import { plausibleValue } from "./testing/plausibleValue.js";
import type { ValueType } from "./value.js";
import { parseValueText, printValue, valueJson } from "./valueText.js";

/** What is typed, how it is printed again, and its form in JSON. */
const typed: readonly (readonly [ValueType, text: string, printed: string, json: string | number | boolean])[] = [
  ["String", " a b ", " a b ", " a b "],
  ["Integer", " -5 ", "-5", -5],
  ["Integer", "+5", "5", 5],
  ["Integer", "0x1F", "31", 31],
  ["Integer", "-9223372036854775808", "-9223372036854775808", "-9223372036854775808"],
  ["Unsigned Integer", "18446744073709551615", "18446744073709551615", "18446744073709551615"],
  ["Float", "21.5", "21.5", 21.5],
  ["Float", ".5e-3", "0.0005", 0.0005],
  ["Float", "-0", "-0", -0],
  ["Float", "Infinity", "Infinity", "Infinity"],
  ["Float", "NaN", "NaN", "NaN"],
  ["Boolean", "True", "true", true],
  ["Boolean", "0", "false", false],
  ["Opaque", "0x0A 1b:2C", "0a1b2c", "0a1b2c"],
  ["Opaque", "", "", ""],
  ["Time", "1367491215", "2013-05-02T10:40:15Z", 1367491215],
  ["Time", "2013-05-02", "2013-05-02T00:00:00Z", 1367452800],
  ["Time", "2013-05-02 12:40:15.000+0200", "2013-05-02T10:40:15Z", 1367491215],
  ["Time", "2013-05-02T10:40Z", "2013-05-02T10:40:00Z", 1367491200],
  ["Time", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", -1],
  ["Time", "9999999999999999", "9999999999999999", "9999999999999999"],
  ["Objlnk", "3303:0", "3303/0", "3303/0"],
  ["Objlnk", "/3/65535", "3/65535", "3/65535"],
  ["Objlnk", "65535:65535", "none", "none"],
  ["Objlnk", "none", "none", "none"],
  ["Corelnk", "</3/0>;ver=1.1", "</3/0>;ver=1.1", "</3/0>;ver=1.1"],
];

test("what a person types is a value, and is printed so that it reads back the same", () => {
  for (const [type, text, printed, json] of typed) {
    const { value, problem } = parseValueText(text, type);
    assert.ok(value !== undefined, problem);
    assert.equal(printValue(value), printed);
    assert.equal(valueJson(value), json);
    assert.deepEqual(parseValueText(printed, type), { value });
  }
});

const wrong: readonly (readonly [ValueType, text: string, problem: string])[] = [
  ["Integer", "21.5", "“21.5” is no whole number, as it has a fraction."],
  ["Integer", "x", "“x” is no whole number."],
  ["Integer", "", "“” is no whole number."],
  [
    "Integer",
    "9223372036854775808",
    "9223372036854775808 does not fit 64 bits; the limits are -9223372036854775808 and 9223372036854775807.",
  ],
  ["Unsigned Integer", "-1", "-1 is negative; an unsigned integer is not."],
  ["Float", "21,5", "“21,5” is no number; write a point instead of the comma."],
  ["Float", ".", "“.” is no number."],
  ["Boolean", "yes", "“yes” is neither true nor false; write true, false, 1 or 0."],
  ["Opaque", "0a1", "“0a1” has half a byte at its end; write two digits for each byte, such as 0a1b2c."],
  ["Opaque", "xy", "“xy” is no hexadecimal number, such as 0a1b2c."],
  ["Time", "2026-02-30", "“2026-02-30” is no time that exists."],
  ["Time", "2026-02-03T25:00Z", "“2026-02-03T25:00Z” is no time that exists."],
  ["Time", "2026-02-03T05:00+25", "“2026-02-03T05:00+25” is no time that exists."],
  ["Time", "2026-02-03T05:00:00.5Z", "“2026-02-03T05:00:00.5Z” has a fraction of a second; Time is in whole seconds."],
  ["Time", "soon", "“soon” is no time; write a date such as 2026-05-31T12:00:00Z, or the seconds since 1970."],
  ["Time", "9223372036854775808", "9223372036854775808 does not fit 64 bits."],
  ["Objlnk", "3", "“3” points at no object instance; write its path, such as 3303/0, or none."],
  ["Objlnk", "3/65536", "“3/65536” points at no object instance; write its path, such as 3303/0, or none."],
  ["Corelnk", "/3/0", "“/3/0” is no link; it starts with a path in angle brackets, such as </3/0>."],
];

test("a text that is no value says what would be one", () => {
  for (const [type, text, problem] of wrong) assert.deepEqual(parseValueText(text, type), { problem }, text);
});

test("a Float of 32 bits is as short as 32 bits need", () => {
  for (const text of ["0.1", "21.3", "-273.15", "3.4028235e+38", "1.2345679", "16777216", "1e-45"]) {
    const value = Math.fround(Number(text));
    const printed = printValue({ type: "Float", value });
    assert.ok(printed.length <= Math.max(text.length, String(value).length), printed);
    assert.equal(Math.fround(Number(printed)), value, text);
  }
  assert.equal(printValue({ type: "Float", value: Math.fround(21.3) }), "21.3");
  assert.equal(printValue({ type: "Float", value: 21.3 }), "21.3");
  assert.equal(printValue({ type: "Float", value: 1 / 3 }), "0.3333333333333333");
});

test("every plausible value of every published resource reads back the same", () => {
  const random = seededBytes(1);
  for (const { resources } of testRegistry().objects) {
    for (const resource of resources) {
      const value = plausibleValue(resource, random);
      if (value === undefined) continue;
      const read = parseValueText(printValue(value), value.type).value;
      if (value.type === "Float") assert.equal(Math.fround(Number(read?.value)), Math.fround(value.value));
      else assert.deepEqual(read, value);
    }
  }
});
