import assert from "node:assert/strict";
import { test } from "node:test";
import { toPrimaryUnit, unitBySymbol, unitKind, units } from "./units.js";
import { suggestUnits } from "./unitSuggestion.js";

test("the table has every unit once, and every secondary unit scales a primary one", () => {
  assert.equal(new Set(units.map(({ unit }) => unit)).size, units.length);
  const count = (kind: string): number => units.filter(({ unit }) => unitKind(unit) === kind).length;
  assert.deepEqual([count("primary"), count("secondary"), count("oma")], [67, 39, 1]);
  for (const { unit, primary } of units) {
    assert.equal(primary === undefined, unitKind(unit) !== "secondary", unit);
    if (primary !== undefined) assert.equal(unitKind(primary), "primary", unit);
  }
});

test("values in secondary units become values in primary ones", () => {
  const inPrimary = (value: number, symbol: string): number | undefined => {
    const unit = unitBySymbol(symbol);
    return unit && toPrimaryUnit(value, unit);
  };
  assert.equal(inPrimary(1500, "ms"), 1.5);
  assert.equal(inPrimary(0, "dBm"), -30);
  assert.equal(inPrimary(36, "km/h"), 10);
  assert.equal(inPrimary(2, "Wh/km"), 7.2);
  assert.equal(inPrimary(1, "s"), undefined);
});

test("symbols are case-sensitive", () => {
  assert.equal(unitBySymbol("cel"), undefined);
  assert.equal(unitBySymbol("S")?.meaning, "siemens");
  assert.equal(unitBySymbol("s")?.meaning, "second");
});

test("mistaken units get the symbol that was meant", () => {
  const meant: readonly (readonly [string, string])[] = [
    ["Mbps", "Mbit/s"],
    ["bps", "bit/s"],
    ["bytes", "B"],
    ["Bytes", "B"],
    ["Seconds", "s"],
    ["degree", "deg"],
    ["celsius", "Cel"],
    ["Degrees Celsius", "Cel"],
    ["°C", "Cel"],
    ["percent", "/100"],
    ["kilowatt-hours", "kWh"],
    ["volts", "V"],
    ["dbm", "dBm"],
    ["hz", "Hz"],
    ["μg/m³", "ug/m3"],
    ["Ω", "Ohm"],
  ];
  for (const [text, unit] of meant) assert.deepEqual(suggestUnits(text), [{ unit, isSameSize: true }], text);
});

test("a unit of another size is suggested, but not as the same", () => {
  for (const [text, ...wanted] of [
    ["KB", "KiB", "B"],
    ["MB", "GB", "KiB", "B"],
    ["MV", "mV"],
    ["Celc", "Cel"],
  ]) {
    assert.ok(text);
    assert.deepEqual(
      suggestUnits(text),
      wanted.map((unit) => ({ unit, isSameSize: false })),
      text,
    );
  }
  for (const text of ["pings", "To Be Defined", ""]) assert.deepEqual(suggestUnits(text), [], text);
});
