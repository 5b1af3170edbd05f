import assert from "node:assert/strict";
import { test } from "node:test";
import { facts, resource, value } from "../../../engine/client/testing/sampleDevice.js";
import { sampleState } from "../testing/sampleState.js";
import { unitsOf, valueText } from "./valueText.js";

test("numbers have their unit, other values have none", () => {
  assert.equal(valueText(value("/1", "21.5"), "Cel"), "21.5 Cel");
  assert.equal(valueText(value("/1", "21.5")), "21.5");
  assert.equal(valueText(value("/1", "true", { type: "Boolean" }), "Cel"), "true");
});

test("a measured value has the unit that the device tells, unless its definition has one", () => {
  const units = value("/3303/0/5701", "K", { type: "String" });
  const device = sampleState(units, value("/3303/0/5702", "1")).devices.get("d1");
  assert.ok(device);
  const text = (path: string, ownUnits: string): string =>
    unitsOf(device, resource(path, { definition: facts({ units: ownUnits }) }));
  assert.deepEqual(
    [text("/3303/0/5700", ""), text("/3303/0/5700", "Cel"), text("/3303/0/5702", ""), text("/3303/1/5700", "")],
    ["K", "Cel", "", ""],
  );
  assert.equal(valueText(value("/1", "50"), "/100"), "50 %");
});

test("bytes come in pairs with their number, and not all of many", () => {
  const bytes = (text: string): string => valueText(value("/1", text, { type: "Opaque" }));
  assert.equal(bytes("0a1b"), "0a 1b (2 bytes)");
  assert.equal(bytes("ff"), "ff (1 byte)");
  assert.equal(bytes(""), "(empty)");
  assert.equal(bytes("00".repeat(40)), `${"00 ".repeat(15)}00 … (40 bytes)`);
});

test("a text is one line, and a long one is cut between characters", () => {
  const text = (given: string): string => valueText(value("/1", given, { type: "String" }));
  assert.equal(text("a\n b\t c"), "a b c");
  assert.equal(text(""), "(empty)");
  assert.equal(text(`${"x".repeat(79)}😀y`), `${"x".repeat(79)}…`);
});
