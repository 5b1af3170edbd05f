import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../../test/fixtures/seededRandom.js";
import { describeRange, parseRange, printRange, type Range } from "./range.js";
import { unmark } from "./rules/example.js";

/** Every text inside the grammar that published objects have; they print as they were written. */
const published = `
  0..100 0..65535 0..1 0..23 0..255 1..864000 0..256 0.000001..1.0 0..3 0..4294967295 0..2 100..255 0..86399 -1..1 0..4
  0..15 1..600 0..12800 0..5 0..360 0.0..100.0 0..63 0..127 1..65534 0..8 -24..24 0..999 0.0..86400.0 4..63 0..50
  0..18446744073709551615 0.0..1.0 0.00..100.00 0..97 -30..46 1..4 -100.0..100.0 1..5 0..9223372036854775807 1..2 1..64
  1..256 0..10000 0..180 0..111 1..9 0..7 0..6 1..3 0..13 0..11 -180..180 0..268435455 0..66635 -10..30 0..503 0..19
  3.8..20.5 0..86400 2..6 1..2000 1..32 -110..-48 -120..-25 -140..-44 -158..-44 0..31 1..10 0..32 -128..127 100..60000
  300..60000 0..60000 0..10 0..16 0..17 0..1023 128..1023 1..128 0..200 0..9 10,26 16,32,48 0,1,2 64 12 255 15 6 3
`
  .trim()
  .split(/\s+/u);

test("a text inside the grammar has no problem and prints as it was written", () => {
  for (const text of [...published, "", "5..5", `"on"`, `"on","off"`, `"a, b","c..d"`, "-5", "-0.5,0.5"]) {
    const { value, problems } = parseRange(text);
    assert.deepEqual(problems, [], text);
    assert.equal(printRange(value), text);
  }
});

test("blanks behind commas are taken as they are", () => {
  const { value, problems } = parseRange("5, 10, 15, 20");
  assert.deepEqual(problems, []);
  assert.equal(printRange(value), "5,10,15,20");
});

test("the parts know where they stand", () => {
  const { value } = parseRange(` -30 .. 120`);
  assert.ok(value.kind === "interval");
  assert.deepEqual([value.min.start, value.min.end, value.max.start, value.max.end], [1, 4, 8, 11]);
  const list = parseRange(`"on", "off"`).value;
  assert.ok(list.kind === "texts");
  assert.deepEqual(list.items, [
    { text: "on", start: 0, end: 4 },
    { text: "off", start: 6, end: 11 },
  ]);
});

/** Texts outside the grammar: the wrong part between « and », the code, what should be written, what was read. */
const mistakes: readonly (readonly [marked: string, code: string, replacement?: string, value?: string])[] = [
  ["«-30..-120»", "upside-down", "-120..-30", "-30..-120"],
  ["«1.0..0.999999»", "upside-down", "0.999999..1.0", "1.0..0.999999"],
  ["«5 .. 1»", "upside-down", "1..5", "5..1"],
  // Published.
  ["0«-»50", "separator", "0..50"],
  ["1«-»65534", "separator", "1..65534"],
  ["1«...»15", "three-dots", "1..15"],
  ["0..255 «bytes»", "unit-word", "0..255"],
  ["1..64 «Bytes»", "unit-word", "1..64"],
  ["0-255 «bytes»", "unit-word", "0..255"],
  ["32 «bytes»", "unit-word", "32"],
  ["8 «bit»", "unit-word"],
  ["«[1:4]»", "brackets", "1..4"],
  ["«<7 to >12.5»", "comparison"],
  ["«2 Instances»", "free-text"],
  ["«The possible values are those listed in the LwM2M Core Specification»", "free-text"],
  ["«The possible values of Resource are listed in 5.3.1.1»", "free-text"],
  ["«8-Bits»", "free-text"],
  ["«16-bit»", "free-text"],
  ["«ON;OFF»", "semicolon", `"ON","OFF"`],
  ["«0 or 26 Bytes»", "free-text", "0,26"],
  ["«10 or 26 Bytes»", "free-text", "10,26"],
  ["«16-32-48 bytes»", "free-text", "16,32,48"],
  ["«0; 3.8..20.5»", "mixed-list"],
  ["«0..247, 255»", "mixed-list"],
  ["«0..3, 99»", "mixed-list", "0,1,2,3,99"],
  ["«0: CONFIGURED_ON\n\t\t\t\t1: FULL_ON\n\t\t\t\t2: RECALL»", "labels", "0,1,2"],
  ["«0: disabled\n\t1: normal\n\t2: remote\n\t3: local\n\t255: non_responsive»", "labels", "0,1,2,3,255"],
  ["«1: normal\n\t2: remote\n\t3: local»", "labels", "1,2,3"],
  ["«0: RELEASE\n\t1: CLICK\n\t2: HOLD\n\t3: DOUBLE-CLICK\n\t255: STUCK»", "labels", "0,1,2,3,255"],
  ["«0: RELEASED\n\t1: PRESSED\n\t2: FAULT»", "labels", "0,1,2"],
  // Their relatives.
  ["0.00 «-» 100.00", "separator", "0.00..100.00"],
  ["-10«-»-5", "separator", "-10..-5"],
  ["0 «to» 100", "separator", "0..100"],
  ["0«–»600", "separator", "0..600"],
  ["1«:»4", "separator", "1..4"],
  ["1«…»3", "three-dots", "1..3"],
  ["-1«....»1", "three-dots", "-1..1"],
  ["0..100 «%»", "unit-word", "0..100"],
  ["0..10 «seconds»", "unit-word", "0..10"],
  ["10,26 «bytes»", "unit-word", "10,26"],
  ["0..64«bytes»", "unit-word", "0..64"],
  ["0..64 «(bytes)»", "unit-word", "0..64"],
  ["0 «bytes»..64", "unit-word", "0..64"],
  ["«0=off, 1=on»", "labels", "0,1"],
  ["«0 - off\n1 - on»", "labels", "0,1"],
  ["«1;2;3»", "semicolon", "1,2,3"],
  ["«5,1..3,0..1»", "mixed-list", "5,1,2,3,0,1"],
  ["«0.5,1..3»", "mixed-list"],
  ["«'on','off'»", "quotes", `"on","off"`],
  ["«“on”,“off”»", "quotes", `"on","off"`],
  ["«on, very slow,off»", "unquoted-text", `"on","very slow","off"`],
  [`«"very" slow,off»`, "unquoted-text"],
  ["«(1,2,3)»", "brackets", "1,2,3"],
  ["«[0,100]»", "brackets"],
  ["«0..»", "open-ended"],
  ["«..5»", "open-ended"],
  ["«>=0»", "comparison"],
  ["0..«1e6»", "number-form"],
  ["«+5»", "number-form"],
  ["«0x1F»", "number-form"],
  ["«.5»..1", "number-form"],
  ["1,«2.»", "number-form"],
  ["«1,,2,»", "empty-item", "1,2"],
  [`«,"a"»`, "empty-item", `"a"`],
  [`«"on»`, "free-text"],
  [`«"on" or "off"»`, "free-text"],
  ["«1..2..3»", "free-text"],
  ["«-»", "free-text"],
];

test("a text outside the grammar has one problem, where it stands", () => {
  for (const [marked, code, replacement, value = replacement ?? ""] of mistakes) {
    const { text, spans } = unmark(marked);
    const parsed = parseRange(text);
    const expected = { code, span: spans[0], ...(replacement === undefined ? {} : { replacement }) };
    assert.deepEqual(parsed.problems, [expected], marked);
    assert.equal(printRange(parsed.value), value, marked);
    if (replacement !== undefined) assert.deepEqual(parseRange(replacement).problems, [], marked);
  }
});

test("blanks are reported besides other problems", () => {
  const codes = (text: string): readonly string[] => parseRange(text).problems.map(({ code }) => code);
  assert.deepEqual(codes(" \n\t"), ["blank"]);
  assert.deepEqual(codes(" 0..5 "), ["blank", "blank"]);
  assert.deepEqual(codes("0 .. 5"), ["blank"]);
  assert.deepEqual(codes("12 bytes "), ["unit-word", "blank"]);
  assert.deepEqual(parseRange("0 ..5").problems, [{ code: "blank", span: { start: 1, end: 4 }, replacement: "0..5" }]);
});

/** What printing and reading must keep: all but the places. */
function withoutPlaces(range: Range): unknown {
  return JSON.parse(
    JSON.stringify(range, (key, value: unknown) =>
      key === "start" || key === "end" ? undefined : typeof value === "bigint" ? String(value) : value,
    ),
  );
}

test("any range survives printing and reading", () => {
  const next = seededRandom(20260201).below;
  const place = { start: 0, end: 0 };
  const number = (): Range & { kind: "numbers" } => ({
    kind: "numbers",
    items: Array.from({ length: 1 + next(4) }, () => ({
      number: {
        digits: BigInt(next(2 ** 31)) * BigInt(1 + next(2 ** 31)) ** BigInt(next(3)) * (next(2) ? 1n : -1n),
        scale: next(8),
      },
      ...place,
    })),
  });
  for (let round = 0; round < 2000; round++) {
    const [min, max] = [number().items[0], number().items[0]];
    assert.ok(min && max);
    const texts = Array.from({ length: 1 + next(3) }, () => ({
      text: ["on", "", "a,b", "0..5", "é"][next(5)] ?? "",
      ...place,
    }));
    const range: Range = [number(), { kind: "interval" as const, min, max }, { kind: "texts" as const, items: texts }][
      next(3)
    ] ?? { kind: "empty" };
    const { value, problems } = parseRange(printRange(range));
    assert.deepEqual(withoutPlaces(value), withoutPlaces(range), printRange(range));
    assert.ok(
      problems.every(({ code }) => code === "upside-down"),
      printRange(range),
    );
  }
});

test("any text is read, its problems are in order and inside it", () => {
  const next = seededRandom(7).below;
  const pieces = [
    "0",
    "15",
    "-3",
    "0.5",
    "..",
    "...",
    ",",
    ";",
    ":",
    "-",
    " ",
    "\n",
    '"',
    "on",
    "bytes",
    "to",
    "(",
    "]",
    "<",
    "😀",
    ".",
  ];
  for (let round = 0; round < 5000; round++) {
    const text = Array.from({ length: next(9) }, () => pieces[next(pieces.length)]).join("");
    const { value, problems } = parseRange(text);
    let last = 0;
    for (const { span, replacement } of problems) {
      assert.ok(last <= span.start && span.start < span.end && span.end <= text.length, JSON.stringify(text));
      last = span.end;
      if (replacement !== undefined && problems.length === 1) {
        const codes = parseRange(replacement).problems.map(({ code }) => code);
        assert.ok(
          codes.every((code) => code === "upside-down"),
          JSON.stringify([text, replacement]),
        );
      }
    }
    assert.deepEqual(withoutPlaces(parseRange(printRange(value)).value), withoutPlaces(value), JSON.stringify(text));
  }
});

test("hostile text is prose, without a look inside", () => {
  for (const piece of ["1,", "1..2,", "(", '"', "0: a\n", "-"]) {
    const { problems } = parseRange(`${piece.repeat(4000)}!`);
    assert.equal(problems.length, 1, piece);
    assert.equal(parseRange(piece.repeat(10_001)).problems[0]?.code, "free-text");
  }
});

test("a range in words", () => {
  const words = (text: string, type: Parameters<typeof describeRange>[1]): string =>
    describeRange(parseRange(text).value, type);
  assert.equal(words("", "Integer"), "");
  assert.equal(words("1..64", "String"), "1 to 64 octets long");
  assert.equal(words("0,1,2", "Integer"), "0, 1 or 2");
  assert.equal(words("0..4294967295", "Unsigned Integer"), "0 to 4294967295 (2^32 − 1)");
  assert.equal(words("-9223372036854775808..-1", "Integer"), "−9223372036854775808 (−2^63) to −1");
  assert.equal(words("10,26", "String"), "10 or 26 octets long");
  assert.equal(words("6", "Opaque"), "exactly 6 octets long");
  assert.equal(words("1", "Opaque"), "exactly 1 octet long");
  assert.equal(words("255", "Integer"), "only 255");
  assert.equal(words("0.0..1.0", "Float"), "0.0 to 1.0");
  assert.equal(words(`"on","off"`, "String"), `"on" or "off"`);
  assert.equal(words("0..1", undefined), "0 to 1");
});
