import assert from "node:assert/strict";
import { test } from "node:test";
import { compareDecimals, formatDecimal, parseDecimal, wholeValue, type Decimal } from "./decimal.js";

function read(text: string): Decimal {
  const value = parseDecimal(text);
  assert.ok(value, text);
  return value;
}

test("a decimal prints as it was written", () => {
  for (const text of ["0", "-1", "1.0", "0.00", "-0.5", "0.000001", "18446744073709551615", "-9223372036854775808"]) {
    assert.equal(formatDecimal(read(text)), text);
  }
  assert.equal(formatDecimal(read("007")), "7");
});

test("only minus, digits and one point with digits on both sides make a decimal", () => {
  for (const text of ["", "-", "+1", ".5", "5.", "1e3", "0x1F", "1,5", " 1", "1..2", "1.2.3", "9".repeat(500)]) {
    assert.equal(parseDecimal(text), undefined, text);
  }
});

test("decimals are compared exactly, whatever their scale", () => {
  const ascending = [
    "-9223372036854775808",
    "-0.5",
    "0",
    "0.000001",
    "1.0",
    "18446744073709551614.9",
    "18446744073709551615",
  ];
  for (const [index, text] of ascending.entries()) {
    for (const [other, right] of ascending.entries()) {
      assert.equal(compareDecimals(read(text), read(right)), Math.sign(index - other), `${text} and ${right}`);
    }
  }
  assert.equal(compareDecimals(read("1"), read("1.000")), 0);
});

test("a decimal without a fraction has a whole value", () => {
  assert.equal(wholeValue(read("100.00")), 100n);
  assert.equal(wholeValue(read("-3")), -3n);
  assert.equal(wholeValue(read("0.5")), undefined);
});
