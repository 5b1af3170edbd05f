import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, fromUtf8 } from "../base/bytes.js";
import { seededRandom } from "../../test/fixtures/seededRandom.js";
import type { Item } from "./item.js";
import { readJson } from "./json.js";

/** The item as `JSON.parse` would give it, integers beyond 2^53 as text. */
function plain(item: Item | undefined): unknown {
  if (item === undefined) return undefined;
  switch (item.kind) {
    case "array":
      return item.items.map(plain);
    case "map":
      return Object.fromEntries(
        item.pairs.map(({ key, value }) => [key.kind === "text" ? key.value : key.kind, plain(value)]),
      );
    case "null":
      return null;
    default:
      return typeof item.value === "bigint" ? String(item.value) : item.value;
  }
}

test("JSON is read as JSON.parse reads it", () => {
  for (const text of [
    ` [ 1 , -2.5e3 , "a" , true , false , null , { } , [ ] ] `,
    `{"a":{"b":[1,2]},"":"\\u20ac\\n\\"\\\\\\/"}`,
    `"\\ud83d\\ude00😀é"`,
    "0",
    "1e400",
    "-0",
    "1.0",
  ]) {
    const { item, end, problems } = readJson(fromUtf8(text));
    assert.deepEqual(problems, [], text);
    assert.deepEqual(plain(item), JSON.parse(text), text);
    assert.equal(end, fromUtf8(text).length);
  }
});

test("integers lose nothing", () => {
  for (const text of ["9007199254740993", "-9223372036854775808", "18446744073709551615"]) {
    assert.equal(plain(readJson(fromUtf8(text)).item), text);
  }
});

test("random JSON is read as JSON.parse reads it", () => {
  for (let seed = 0; seed < 200; seed++) {
    const { below, pick } = seededRandom(seed);
    const value = (depth: number): unknown => {
      const kind = below(depth > 3 ? 4 : 6);
      if (kind === 0) return below(2 ** 31) - 2 ** 30;
      if (kind === 1) return (below(2 ** 31) - 2 ** 30) / 1024;
      if (kind === 2) return pick(["", 'a"b\\', "\u0000\t", "€😀", "</3/0>"]);
      if (kind === 3) return pick([true, false, null]);
      const items = Array.from({ length: below(4) }, () => value(depth + 1));
      return kind === 4 ? items : Object.fromEntries(items.map((item, index) => [`k${index}`, item]));
    };
    const expected = value(0);
    const { item, problems } = readJson(fromUtf8(JSON.stringify(expected, undefined, below(3))));
    assert.deepEqual(problems, []);
    assert.deepEqual(plain(item), expected);
  }
});

/** Texts that are no JSON: what is read nevertheless, and the problem, with « where it is. */
const broken: readonly (readonly [marked: string, read: unknown, message: RegExp])[] = [
  ["«", undefined, /ends where a JSON value/u],
  ["[1,2«", [1, 2], /A comma or \] is expected/u],
  ["[1,«", [1], /ends where a JSON value/u],
  ["[1«,]", [1], /nothing behind it/u],
  [`[1 «2]`, [1], /A comma or \]/u],
  [`{"a":1«,}`, { a: 1 }, /nothing behind it/u],
  [`{"a":1,«b:2}`, { a: 1 }, /A name in quotation marks/u],
  [`{"a"«,1}`, {}, /A colon/u],
  [`[«"a]`, [], /no quotation mark at its end/u],
  [`[«"a\\`, [], /no quotation mark at its end/u],
  [`["é", «nul]`, ["é", null], /“nul” is no JSON value/u],
  ["[«01]", [1], /“01” is no JSON value; the number 1 is assumed/u],
  ["[«1.]", [1], /“1.” is no JSON value; the number 1 is assumed/u],
  ["[«+.5,2]", [0.5, 2], /“\+.5” is no JSON value; the number 0.5 is assumed/u],
  ["[«NaN,2]", [Number.NaN, 2], /“NaN” is no JSON value; the number NaN is assumed/u],
  ["[«-inf,2]", [Number.NEGATIVE_INFINITY, 2], /“-inf” is no JSON value; the number -Infinity is assumed/u],
  ["[«True]", [true], /“True” is no JSON value; true is assumed/u],
  ["[«'a']", [], /A JSON value is expected/u],
  [`[«"\\x"]`, ["\\x"], /no escape of JSON/u],
  [`[«"\\U0041"]`, ["\\U0041"], /no escape of JSON/u],
  [`[«"\\ud83d"]`, ["\ud83d"], /half of a character/u],
  [`["a«\n"]`, ["a\n"], /control character/u],
  [`«\ufeff[]`, [], /byte order mark/u],
];

test("what is no JSON is read as far as it goes, with the place and the reason", () => {
  for (const [marked, read, message] of broken) {
    const { item, problems } = readJson(fromUtf8(marked.replace("«", "")));
    assert.deepEqual(plain(item), read, marked);
    assert.equal(problems.length, 1, marked);
    assert.equal(problems[0]?.offset, fromUtf8(marked.slice(0, marked.indexOf("«"))).length, marked);
    assert.match(problems[0].message, message);
  }
  const { item, problems } = readJson(fromHex("22c32822") ?? new Uint8Array());
  assert.equal(item?.kind, "bytes");
  assert.match(problems[0]?.message ?? "", /not UTF-8/u);
});

test("nesting and floods are cut", () => {
  assert.match(readJson(fromUtf8(`${"1".repeat(500_000)}x`)).problems[0]?.message ?? "", /is no JSON value/u);
  assert.match(readJson(fromUtf8("[".repeat(100_000))).problems[0]?.message ?? "", /deeper than 16/u);
  assert.match(readJson(fromUtf8(`[${"1,".repeat(150_000)}1]`)).problems[0]?.message ?? "", /more than 100000/u);
});
