import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, toHex } from "../base/bytes.js";
import { readCbor } from "./cbor.js";
import { createCborWriter } from "./cborWriter.js";
import type { Item } from "./item.js";

function bytes(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array();
}

/** An item as a short text, in the diagnostic notation of CBOR. */
function print(item: Item | undefined): string {
  if (item === undefined) return "";
  const tag = item.tag === undefined ? "" : `${item.tag}`;
  const inner = printUntagged(item);
  return tag === "" ? inner : `${tag}(${inner})`;
}

function printUntagged(item: Item): string {
  switch (item.kind) {
    case "bytes":
      return `h'${toHex(item.value)}'`;
    case "text":
      return JSON.stringify(item.value);
    case "array":
      return `[${item.items.map(print).join(", ")}]`;
    case "map":
      return `{${item.pairs.map(({ key, value }) => `${print(key)}: ${print(value)}`).join(", ")}}`;
    case "float":
      return Object.is(item.value, -0)
        ? "-0.0"
        : Number.isInteger(item.value)
          ? item.value.toFixed(1)
          : String(item.value);
    case "null":
      return "null";
    case "simple":
      return `simple(${item.value})`;
    default:
      return String(item.value);
  }
}

/** RFC 8949 Appendix A, all of it; tags are noted and, but for those that make numbers, not interpreted. */
const examples: readonly (readonly [hex: string, printed: string])[] = [
  ["00", "0"],
  ["01", "1"],
  ["0a", "10"],
  ["17", "23"],
  ["1818", "24"],
  ["1819", "25"],
  ["1864", "100"],
  ["1903e8", "1000"],
  ["1a000f4240", "1000000"],
  ["1b000000e8d4a51000", "1000000000000"],
  ["1bffffffffffffffff", "18446744073709551615"],
  ["c249010000000000000000", "2(h'010000000000000000')"],
  ["c349010000000000000000", "3(h'010000000000000000')"],
  ["3bffffffffffffffff", "-18446744073709551616"],
  ["20", "-1"],
  ["29", "-10"],
  ["3863", "-100"],
  ["3903e7", "-1000"],
  ["3b001fffffffffffff", "-9007199254740992"],
  ["f90000", "0.0"],
  ["f98000", "-0.0"],
  ["f93c00", "1.0"],
  ["f93e00", "1.5"],
  ["f97bff", "65504.0"],
  ["f90001", "5.960464477539063e-8"],
  ["f90400", "0.00006103515625"],
  ["f9c400", "-4.0"],
  ["f97c00", "Infinity"],
  ["f97e00", "NaN"],
  ["f9fc00", "-Infinity"],
  ["fa7f800000", "Infinity"],
  ["fa7fc00000", "NaN"],
  ["faff800000", "-Infinity"],
  ["fb7ff0000000000000", "Infinity"],
  ["fb7ff8000000000000", "NaN"],
  ["fbfff0000000000000", "-Infinity"],
  ["fa47c35000", "100000.0"],
  ["fa7f7fffff", (2 ** 128 - 2 ** 104).toFixed(1)],
  ["fb7e37e43c8800759c", (1e300).toFixed(1)],
  ["fb3ff199999999999a", "1.1"],
  ["fbc010666666666666", "-4.1"],
  ["f4", "false"],
  ["f5", "true"],
  ["f6", "null"],
  ["f7", "null"],
  ["f0", "simple(16)"],
  ["f8ff", "simple(255)"],
  ["c074323031332d30332d32315432303a30343a30305a", `0("2013-03-21T20:04:00Z")`],
  ["c11a514b67b0", "1(1363896240)"],
  ["c1fb41d452d9ec200000", "1(1363896240.5)"],
  ["d818456449455446", "24(h'6449455446')"],
  ["d82076687474703a2f2f7777772e6578616d706c652e636f6d", `32("http://www.example.com")`],
  ["c48221196ab3", "4([-2, 27315])"],
  ["d74401020304", "23(h'01020304')"],
  ["40", "h''"],
  ["4401020304", "h'01020304'"],
  ["60", `""`],
  ["6449455446", `"IETF"`],
  ["6161", `"a"`],
  ["62225c", `"\\"\\\\"`],
  ["62c3bc", `"ü"`],
  ["63e6b0b4", `"水"`],
  ["64f0908591", `"𐅑"`],
  ["80", "[]"],
  ["83010203", "[1, 2, 3]"],
  ["8301820203820405", "[1, [2, 3], [4, 5]]"],
  [
    "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
    `[${Array.from({ length: 25 }, (_, index) => index + 1).join(", ")}]`,
  ],
  ["a0", "{}"],
  ["a201020304", "{1: 2, 3: 4}"],
  ["a26161016162820203", `{"a": 1, "b": [2, 3]}`],
  ["a56161614161626142616361436164614461656145", `{"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}`],
  ["826161a161626163", `["a", {"b": "c"}]`],
  ["5f42010243030405ff", "h'0102030405'"],
  ["7f657374726561646d696e67ff", `"streaming"`],
  ["9fff", "[]"],
  ["9f018202039f0405ffff", "[1, [2, 3], [4, 5]]"],
  ["9f01820203820405ff", "[1, [2, 3], [4, 5]]"],
  ["83018202039f0405ff", "[1, [2, 3], [4, 5]]"],
  ["83019f0203ff820405", "[1, [2, 3], [4, 5]]"],
  [
    "9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff",
    `[${Array.from({ length: 25 }, (_, index) => index + 1).join(", ")}]`,
  ],
  ["826161bf61626163ff", `["a", {"b": "c"}]`],
  ["bf61610161629f0203ffff", `{"a": 1, "b": [2, 3]}`],
  ["bf6346756ef563416d7421ff", `{"Fun": true, "Amt": -2}`],
];

test("the examples of RFC 8949 are read", () => {
  for (const [hex, printed] of examples) {
    const { item, end, problems } = readCbor(bytes(hex));
    assert.deepEqual(problems, [], hex);
    assert.equal(print(item), printed, hex);
    assert.equal(end, hex.length / 2);
  }
});

/** What is not well-formed: what was read nevertheless, and the problem. */
const broken: readonly (readonly [hex: string, printed: string, offset: number, message: RegExp])[] = [
  ["", "", 0, /ends where a CBOR item is expected/u],
  ["19ff", "", 0, /needs 2 bytes more, but the payload has only 1 left/u],
  ["6261", "", 0, /needs 2 bytes more/u],
  ["830102", "[1, 2]", 3, /ends where a CBOR item/u],
  ["a2016161 02", `{1: "a"}`, 5, /ends where a CBOR item/u],
  ["1c", "", 0, /1c does not start a CBOR item/u],
  ["1f", "", 0, /1f does not start/u],
  ["df", "", 0, /df does not start/u],
  ["fc", "", 0, /fc does not start/u],
  ["f81f", "", 0, /f8 does not start/u],
  ["82ff", "[]", 1, /stop byte/u],
  ["bf01ff", "{}", 2, /stop byte/u],
  ["7f4100ff", "", 1, /other than strings of its kind/u],
  ["5f5f4100ffff", "", 1, /other than strings/u],
  ["5f4100", "", 3, /ends inside a string/u],
  ["62c328", "h'c328'", 0, /not UTF-8/u],
  ["9bffffffffffffffff00", "[0]", 10, /ends where a CBOR item/u],
  ["5bffffffffffffffff00", "", 0, /needs 18446744073709551615 bytes more/u],
  [`${"81".repeat(20)}00`, `${"[".repeat(17)}${"]".repeat(17)}`, 17, /deeper than 16/u],
  [`${"c1".repeat(20)}00`, "", 17, /deeper than 16/u],
];

test("what is not well-formed is read as far as it goes, with the place and the reason", () => {
  for (const [hex, printed, offset, message] of broken) {
    const { item, problems } = readCbor(bytes(hex));
    assert.equal(print(item), printed, hex);
    assert.equal(problems.length, 1, hex);
    assert.equal(problems[0]?.offset, offset, hex);
    assert.match(problems[0].message, message);
  }
});

test("a flood of items is cut", () => {
  const flood = new Uint8Array(200_000).fill(0);
  flood.set(bytes("9a00030d40"));
  const { problems } = readCbor(flood);
  assert.match(problems[0]?.message ?? "", /more than 100000 items/u);
});

test("items are written in their shortest form", () => {
  for (const [value, hex] of [
    [0, "00"],
    [23, "17"],
    [24, "1818"],
    [256, "190100"],
    [65536, "1a00010000"],
    [2 ** 32, "1b0000000100000000"],
    [2n ** 64n - 1n, "1bffffffffffffffff"],
    [-1, "20"],
    [-25, "3818"],
    [-(2n ** 63n), "3b7fffffffffffffff"],
  ] as const) {
    const writer = createCborWriter();
    writer.integer(value);
    assert.equal(toHex(writer.finish()), hex);
  }
  for (const [value, hex] of [
    [1.5, "fa3fc00000"],
    [-0, "fa80000000"],
    [1.1, "fb3ff199999999999a"],
    [Number.NaN, "fa7fc00000"],
  ] as const) {
    const writer = createCborWriter();
    writer.float(value);
    assert.equal(toHex(writer.finish()), hex);
  }
});
