import { test } from "node:test";
import assert from "node:assert/strict";
import type { ResourceType } from "../../definition/structure.js";
import type { Limits } from "../model.js";
import { resource } from "../testing/resource.js";
import { readLimits } from "./limits.js";

const tables: readonly (readonly [type: ResourceType, range: string, limits: Limits, text: string])[] = [
  ["Integer", "", {}, ""],
  ["Integer", "0..100", { range: { min: 0, max: 100 } }, "0 to 100"],
  ["Integer", "-30..-120", { range: { min: -120, max: -30 } }, "-120 to -30"],
  ["Integer", "0..9007199254740991", { range: { min: 0, max: 9007199254740991 } }, "0 to 9007199254740991 (2^53 - 1)"],
  ["Integer", "0..9007199254740992", { range: { min: 0, max: 9007199254740992n } }, "0 to 9007199254740992 (2^53)"],
  ["Integer", "0, 1,1,5", { values: [0, 1, 5] }, ""],
  ["Float", "-0.5..1", { range: { min: -0.5, max: 1 } }, "-0.5 to 1"],
  ["Float", "0.1,2", { values: [0.1, 2] }, ""],
  ["Time", "0..100", { range: { min: 0, max: 100 } }, "0 to 100"],
  ["String", "1..64", { range: { min: 1, max: 64 } }, "1 to 64 octets long"],
  ["String", "12", { range: { min: 12, max: 12 } }, "exactly 12 octets long"],
  ["String", "10,26", { values: [10, 26] }, "10 or 26 octets long"],
  ["String", '"on","off"', { values: ["on", "off"] }, ""],
  ["Corelnk", '"</a>","</b>"', { values: ["</a>", "</b>"] }, ""],
  ["Opaque", "16,32", { values: [16, 32] }, "16 or 32 octets long"],
];

for (const [type, range, limits, text] of tables) {
  test(`${type} with the range ${JSON.stringify(range)}`, () => {
    assert.deepEqual(readLimits(resource({ type, range }), { int64: "number" }), { limits, text });
  });
}

const unused: readonly (readonly [type: ResourceType, range: string])[] = [
  ["Integer", "0..3, 99"],
  ["Integer", "0..247, 255"],
  ["String", "0..255 bytes"],
  ["Opaque", "32 bytes"],
  ["Integer", "8-Bits"],
  ["Integer", "<7 to >12.5"],
  ["Integer", "0: disabled 1: normal"],
  ["Integer", "255"],
  ["Integer", "0.5,1"],
  ["Integer", '"0","1"'],
  ["Integer", "0,18446744073709551615"],
  ["String", '"only"'],
  ["String", "-5..-1"],
  ["Opaque", '"a","b"'],
  ["Boolean", "0..65535"],
  ["Objlnk", "0,1"],
  ["Corelnk", "0..3"],
  ["Time", "1,2"],
  ["Float", `0..${"9".repeat(350)}`],
];

for (const [type, range] of unused) {
  test(`${type} with the range ${JSON.stringify(range).slice(0, 40)} has no limits, a warning, and the text for people`, () => {
    const read = readLimits(resource({ type, range }), { int64: "number" });
    assert.deepEqual(read.limits, {});
    assert.equal(read.text, `\`${range}\``);
    assert.match(read.warning ?? "", /^The range “.*, so generated code does not check it\.$/u);
  });
}

test("a warning says how the range could be written, where that is clear", () => {
  const { warning } = readLimits(resource({ type: "Integer", range: "0-4" }), { int64: "number" });
  assert.equal(
    warning,
    "The range “0-4” is not written as LwM2M has it (0..4 would be), so generated code does not check it.",
  );
});

test("values are bigints where integers are", () => {
  const { limits } = readLimits(resource({ type: "Unsigned Integer", range: "0,18446744073709551615" }), {
    int64: "bigint",
  });
  assert.deepEqual(limits, { values: [0n, 18446744073709551615n] });
});

test("an executable resource has no range", () => {
  const { limits, text } = readLimits(resource({ operations: "E", type: undefined, range: "0..3" }), {
    int64: "number",
  });
  assert.deepEqual([limits, text], [{}, ""]);
});
