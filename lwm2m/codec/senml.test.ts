import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toHex, toUtf8 } from "../base/bytes.js";
import { parsePath, printPath, type Path, type ResourcePath } from "../data/path.js";
import type { Value } from "../data/value.js";
import { decodePayload, encodeEntries } from "./codecs.js";
import { readCbor } from "./cbor.js";
import { readJson } from "./json.js";
import { numberOf } from "./itemValue.js";
import { resolveRecords, senmlFields, type SenmlForm } from "./senml/records.js";
import { checkDecode, contextAt, linesOf, payloadOf } from "./testing/checkDecode.js";

const json = 110;
const cbor = 112;

const names: SenmlForm = {
  fieldOf: (key) => {
    const field = senmlFields.find(
      ({ name, label }) => "value" in key && (key.value === name || key.value === label),
    )?.name;
    return field === undefined ? {} : { field };
  },
};

/** The resolved records as `name=value@milliseconds`. */
function resolved(item: Parameters<typeof resolveRecords>[0] | undefined, receivedAt?: number): readonly string[] {
  assert.ok(item !== undefined);
  const records = resolveRecords(item, names, (offset, message) => assert.fail(`${offset} ${message}`), receivedAt);
  return records.map(({ name, value, time }) => {
    const { item: data } = value ?? {};
    const other = data !== undefined && "value" in data ? String(data.value) : "";
    return `${name}=${(data && numberOf(data)) ?? other}${time === undefined ? "" : `@${time}`}`;
  });
}

/** Examples of RFC 8428 §5 and what their records come to; those of LwM2M have other names, not other rules. */
const examples: readonly (readonly [section: string, text: string, records: readonly string[]])[] = [
  ["5.1.1", `[{"n":"urn:dev:ow:10e2073a01080063","u":"Cel","v":23.1}]`, ["urn:dev:ow:10e2073a01080063=23.1"]],
  [
    "5.1.2",
    `[{"bn":"urn:dev:ow:10e2073a01080063:","n":"voltage","u":"V","v":120.1},{"n":"current","u":"A","v":1.2}]`,
    ["urn:dev:ow:10e2073a01080063:voltage=120.1", "urn:dev:ow:10e2073a01080063:current=1.2"],
  ],
  [
    "5.1.4",
    `[{"bn":"urn:dev:ow:10e2073a01080063","bt":1.320067464e+09,"bu":"%RH","v":20},{"u":"lon","v":24.30621},
      {"t":60,"v":20.3},{"u":"%EL","t":150,"v":98}]`,
    [
      "urn:dev:ow:10e2073a01080063=20@1320067464000",
      "urn:dev:ow:10e2073a01080063=24.30621@1320067464000",
      "urn:dev:ow:10e2073a01080063=20.3@1320067524000",
      "urn:dev:ow:10e2073a01080063=98@1320067614000",
    ],
  ],
  [
    "5.1.5",
    `[{"bn":"urn:dev:ow:10e2073a01080063:","n":"temp","u":"Cel","v":23.1},{"n":"label","vs":"Machine Room"},
      {"n":"open","vb":false},{"n":"nfc-reader","vd":"aGkgCg"}]`,
    [
      "urn:dev:ow:10e2073a01080063:temp=23.1",
      "urn:dev:ow:10e2073a01080063:label=Machine Room",
      "urn:dev:ow:10e2073a01080063:open=false",
      "urn:dev:ow:10e2073a01080063:nfc-reader=aGkgCg",
    ],
  ],
  [
    "5.1.6",
    `[{"bn":"2001:db8::2/","bt":1.320078429e+09,"n":"temperature","u":"Cel","v":25.2},{"n":"humidity","u":"%RH","v":30},
      {"bn":"2001:db8::1/","n":"temperature","u":"Cel","v":12.3},{"n":"humidity","u":"%RH","v":67}]`,
    [
      "2001:db8::2/temperature=25.2@1320078429000",
      "2001:db8::2/humidity=30@1320078429000",
      "2001:db8::1/temperature=12.3@1320078429000",
      "2001:db8::1/humidity=67@1320078429000",
    ],
  ],
  // A record of base fields alone gives no value of its own.
  [
    "5.1.7",
    `[{"bn":"urn:dev:ow:10e2073a01080063:"},{"n":"temp","u":"Cel","v":23.1},{"n":"heat","u":"/","v":1}]`,
    ["urn:dev:ow:10e2073a01080063:temp=23.1", "urn:dev:ow:10e2073a01080063:heat=1"],
  ],
  [
    "5.1.8",
    `[{"bt":1.320078429e+09,"bu":"/","n":"2001:db8::3","v":0.5},{"n":"2001:db8::4","v":0.5},
      {"n":"2001:db8::3","t":0.1,"v":0},{"n":"2001:db8::4","t":0.1,"v":0}]`,
    [
      "2001:db8::3=0.5@1320078429000",
      "2001:db8::4=0.5@1320078429000",
      "2001:db8::3=0@1320078429100",
      "2001:db8::4=0@1320078429100",
    ],
  ],
];

test("the examples of RFC 8428 §5 are resolved", () => {
  for (const [section, text, records] of examples) {
    const { item, problems } = readJson(fromUtf8(text));
    assert.deepEqual(problems, [], section);
    assert.deepEqual(resolved(item), records, section);
  }
});

/** The records of RFC 8428 §5.1.3, with the base name that the device has. */
function currents(device: string): readonly string[] {
  const values = [1.2, 1.3, 1.4, 1.5, 1.6];
  return [
    `${device}voltage=120.1@1276020076001`,
    ...values.map((value, index) => `${device}current=${value}@${1276020071001 + index * 1000}`),
    `${device}current=1.7@1276020076001`,
  ];
}

test("the records of RFC 8428 §5.1.3 are resolved, in JSON and in CBOR", () => {
  const text = `[
    {"bn":"urn:dev:ow:10e2073a01080063:","bt":1.276020076001e+09,"bu":"A","bver":5,"n":"voltage","u":"V","v":120.1},
    {"n":"current","t":-5,"v":1.2}, {"n":"current","t":-4,"v":1.3}, {"n":"current","t":-3,"v":1.4},
    {"n":"current","t":-2,"v":1.5}, {"n":"current","t":-1,"v":1.6}, {"n":"current","v":1.7}]`;
  assert.deepEqual(resolved(readJson(fromUtf8(text)).item), currents("urn:dev:ow:10e2073a01080063:"));
  // The pack of RFC 8428 §6, whose name has a digit less.
  const hex =
    "87a721781b75726e3a6465763a6f773a3130653230373361303130383030363a22fb41d303a15b0010622361412005 0067766f6c74616765" +
    "01615602fb405e066666666666 a3006763757272656e74062402fb3ff3333333333333 a3006763757272656e74062302fb3ff4cccccccccccd" +
    "a3006763757272656e74062202fb3ff6666666666666 a3006763757272656e74062102f93e00" +
    "a3006763757272656e74062002fb3ff999999999999a a3006763757272656e74060002fb3ffb333333333333";
  assert.deepEqual(resolved(readCbor(payloadOf(hex)).item), currents("urn:dev:ow:10e2073a0108006:"));
});

test("base values are added, base names joined, times before 1978 relative to when the payload came", () => {
  const text = `[{"bn":"a","bv":10,"bt":-100},{"n":"b","v":1,"t":2},{"n":"c","v":0.5},{"bn":"d","v":9007199254740993}]`;
  assert.deepEqual(resolved(readJson(fromUtf8(text)).item, 1_700_000_000_000), [
    "ab=11@1699999902000",
    "ac=10.5@1699999900000",
    "d=9007199254741004@1699999900000",
  ]);
  assert.deepEqual(resolved(readJson(fromUtf8(`[{"n":"b","v":1,"t":-2}]`)).item), ["b=1"]);
});

/** Packs for a request, and what they come to. */
const packs: readonly (readonly [format: number, path: string, payload: string, lines: string])[] = [
  // Seen from clients.
  [cbor, "/3/0/0", "81a221662f332f302f300365416e6a6179", "/3/0/0 String Anjay"],
  [
    cbor,
    "/3/0/13",
    "81a321672f332f302f313322fb41dac0aa102c7945021a6b02a840",
    "/3/0/13 Time 2026-11-22T08:30:56Z at 2026-11-22T08:30:56.695Z",
  ],
  // Every kind of value, and a name cut anywhere.
  [
    json,
    "/3/0",
    `text:[{"bn":"/3/0/","n":"0","vs":"Open Mobile Alliance"},{"n":"9","v":100},{"bn":"/3/0/1","n":"3","v":1367491215},
      {"bn":"/3","n":"/0/6/1","v":5},{"bn":"","n":"/3/0/22/0","vlo":"3:0"},{"bn":"/3/0/7/0","v":3.8e3}]`,
    `/3/0/0 String Open Mobile Alliance
     /3/0/9 Integer 100
     /3/0/13 Time 2013-05-02T10:40:15Z
     /3/0/6/1 Integer 5
     /3/0/22/0 Objlnk 3/0
     /3/0/7/0 Integer 3800`,
  ],
  [
    json,
    "/",
    `text:[{"n":"/1/0/6","vb":true},{"n":"/5/0/0","vd":"-_8"},{"n":"/3303/0/5700","v":21},{"n":"/3/0/9","v":-9223372036854775808}]`,
    `/1/0/6 Boolean true
     /5/0/0 Opaque fbff
     /3303/0/5700 Float 21
     /3/0/9 Integer -9223372036854775808`,
  ],
  [cbor, "/3/0/22/0", "81a221692f332f302f32322f3063766c6f63333a30", "/3/0/22/0 Objlnk 3/0"],
  // A decimal fraction, a time with its tag, all widths of floats.
  [cbor, "/3303/0/5700", "81a2006c2f333330332f302f3537303002c48221196ab3", "/3303/0/5700 Float 273.15"],
  [cbor, "/3/0/13", "81a200672f332f302f313302c11a514b67b0", "/3/0/13 Time 2013-03-21T20:04:00Z"],
  [cbor, "/3303/0/5700", "81a2006c2f333330332f302f3537303002f93e00", "/3303/0/5700 Float 1.5"],
  // Several values of one resource, each with its time.
  [
    json,
    "/3303/0/5700",
    `text:[{"bn":"/3303/0/5700","bt":1700000000,"v":1},{"t":1,"v":2},{"t":2.5,"v":3}]`,
    `/3303/0/5700 Float 1 at 2023-11-14T22:13:20.000Z
     /3303/0/5700 Float 2 at 2023-11-14T22:13:21.000Z
     /3303/0/5700 Float 3 at 2023-11-14T22:13:22.500Z`,
  ],
  // Names that are relative, or have no slash at their start.
  [json, "/3/0", `text:[{"n":"9","v":1},{"n":"3/0/10","v":2}]`, "/3/0/9 Integer 1\n/3/0/10 Integer 2"],
  // Paths without a value, as a Read-Composite asks for them.
  [json, "/", `text:[{"n":"/3/0/0"},{"bn":"/1/","n":"0/1"},{"n":"1"}]`, "/3/0/0 empty\n/1/0/1 empty\n/1/1 empty"],
  [json, "/", `text:[{"bn":"/3/0"},{"n":"/9"},{"bn":"/1"}]`, "/3/0/9 empty\n/1 empty"],
  // Without a definition the field tells the type.
  [
    json,
    "/33000/0",
    `text:[{"bn":"/33000/0/","n":"0","v":1},{"n":"1","v":1.5},{"n":"2","vs":"1"},{"n":"3","vb":false},{"n":"4","vd":"AQ"},
      {"n":"5","vlo":"1:2"},{"n":"6","v":18446744073709551615}]`,
    `/33000/0/0 Integer? 1
     /33000/0/1 Float? 1.5
     /33000/0/2 String? 1
     /33000/0/3 Boolean? false
     /33000/0/4 Opaque? 01
     /33000/0/5 Objlnk? 1/2
     /33000/0/6 Unsigned Integer? 18446744073709551615`,
  ],
];

test("packs are decoded by the types of the definitions", () => {
  for (const [format, path, payload, lines] of packs) checkDecode(format, path, payload, lines);
});

/** Packs that are not as they should be, what is understood of them, where what is wrong. */
const odd: readonly (readonly [format: number, path: string, payload: string, lines: string])[] = [
  [
    json,
    "/3/0",
    `text:[{"n":"/3/0/0","vs":"a"},{"n":"/3/0/9","v":95.5},{"n":"/3/0/0","v":7}]`,
    `/3/0/0 String a
     /3/0/9 Float 95.5
     /3/0/0 Integer 7
     43 /3/0/9 (Battery Level): expected an integer of 64 bits, found the number 95.5.
     67 /3/0/0 (Manufacturer): expected a text, found the integer 7.`,
  ],
  [
    json,
    "/3/0/9",
    `text:[{"n":"/3/0/9","vs":"7"}]`,
    `/3/0/9 String 7\n20 /3/0/9 (Battery Level): expected an integer of 64 bits, found the text “7”.`,
  ],
  [
    json,
    "/3/0/9",
    `text:[{"n":"/3/0/9","v":9223372036854775808}]`,
    `/3/0/9 Unsigned Integer 9223372036854775808\n19 /3/0/9 (Battery Level): expected an integer of 64 bits, found the integer 9223372036854775808.`,
  ],
  [
    json,
    "/3/0/22/0",
    `text:[{"n":"/3/0/22/0","vs":"3:0"}]`,
    `/3/0/22/0 Objlnk 3/0\n23 /3/0/22/0 (ExtDevInfo): expected an object link in "vlo", found the text “3:0” in "vs".`,
  ],
  [
    json,
    "/3/0/22/0",
    `text:[{"n":"/3/0/22/0","vlo":"3"}]`,
    `/3/0/22/0 String 3\n24 /3/0/22/0 (ExtDevInfo): expected an object link as text, such as 3303:0, found the text “3”.`,
  ],
  [
    json,
    "/33000/0/1",
    `text:[{"n":"/33000/0/1","v":"7"}]`,
    `/33000/0/1 String? 7\n23 /33000/0/1: expected a number in "v", found the text “7” in "v".`,
  ],
  [
    json,
    "/5/0/0",
    `text:[{"n":"/5/0/0","vd":"+/8="}]`,
    `/5/0/0 Opaque fbff\n20 "vd" is Base64 with - and _ and without padding; this has +, / or =.`,
  ],
  [
    json,
    "/5/0/0",
    `text:[{"n":"/5/0/0","vd":"?"}]`,
    `/5/0/0 String ?\n20 /5/0/0 (Package): expected bytes, found the text “?”.`,
  ],
  [
    json,
    "/3/0/9",
    `text:[{"n":"/3/0/9","v":null}]`,
    "19 /3/0/9 (Battery Level): expected an integer of 64 bits, found null.",
  ],
  [
    json,
    "/3/0/9",
    `text:[{"v":7}]`,
    "/3/0/9 Integer 7\n1 The record has no name; that of the request is taken, /3/0/9.",
  ],
  [
    json,
    "/3/0/9",
    `text:{"n":"/3/0/9","v":7}`,
    "/3/0/9 Integer 7\n0 A SenML pack is an array of records; found a map of 2 pairs.",
  ],
  [
    json,
    "/3/0",
    `text:[{"n":"/3/1/9","v":7}]`,
    "/3/1/9 Integer 7\n1 The record is about /3/1/9, which is not at or below /3/0.",
  ],
  [
    json,
    "/3/0",
    `text:[{"n":"/3/0","v":7}]`,
    "1 /3/0 names no resource, but an object instance. Its value is the integer 7.",
  ],
  [json, "/", `text:[{"n":"/","v":7}]`, "1 / names no resource, but the root. Its value is the integer 7."],
  [
    json,
    "/",
    `text:[{"n":"/dev0/3/0/9","v":7}]`,
    "1 “dev0” in “/dev0/3/0/9” is no ID; an ID is a number from 0 to 65534. Its value is the integer 7.",
  ],
  [
    json,
    "/3/0",
    `text:[{"n":"/3/0/x","vs":"lost?"}]`,
    "1 “x” in “/3/0/x” is no ID; an ID is a number from 0 to 65534. Its value is the text “lost?”.",
  ],
  [json, "/3/0", `text:[7,{"n":"/3/0/9","v":7}]`, "/3/0/9 Integer 7\n1 A SenML record is a map; found the integer 7."],
  [
    json,
    "/3/0",
    `text:[{"n":"/3/0/9","v":7,"vs":"x","v":8}]`,
    `/3/0/9 Integer 7\n30 "v" is there twice in one record; the first one counts.\n26 The record has two values, "v" and "vs"; the first one counts.`,
  ],
  [
    json,
    "/3/0",
    `text:[{"n":"/3/0/9","v":7,"bver":11}]`,
    '/3/0/9 Integer 7\n28 "bver" is a version of SenML up to 10, the one that is known; found the integer 11.',
  ],
  [
    json,
    "/3/0",
    `text:[{"n":"/3/0/9","v":7,"mode_":1,"x":2}]`,
    "/3/0/9 Integer 7\n21 “mode_” must be understood to understand the record, but it is not known.",
  ],
  [
    json,
    "/3/0",
    `text:[{"bn":7,"bt":"x","n":"/3/0/9","v":7}]`,
    `/3/0/9 Integer 7\n7 "bn" is a text; found the integer 7.\n14 "bt" is a number; found the text “x”.`,
  ],
  [
    json,
    "/3/0",
    `text:[{"n":"/3/0/9","v":7,"t":1e300}]`,
    "/3/0/9 Integer 7\n25 1e+300 seconds since 1970 is no time that exists.",
  ],
  [
    json,
    "/3/0",
    `text:[{"n":"/3/0/9","v":7,"s":1}]`,
    "/3/0/9 Integer 7\n25 The record has a sum, which LwM2M does not use.",
  ],
  // Cut and broken.
  [json, "/3/0", `text:[{"n":"/3/0/9","v":7},{"n":"/3/0/10","v"`, "/3/0/9 Integer 7\n40 A colon is expected here."],
  [
    json,
    "/3/0",
    `text:[{"n":"/3/0/9","v":7}]]`,
    "/3/0/9 Integer 7\n22 Nothing is expected behind the value; found 1 byte (5d).",
  ],
  [json, "/3/0", "text:hello", "0 A SenML pack is an array of records; found null.\n0 “hello” is no JSON value."],
  [json, "/3/0", "", "0 The payload ends where a JSON value is expected."],
  [
    cbor,
    "/3/0",
    "82a200662f332f302f390207a200662f332f302f3002",
    "/3/0/9 Integer 7\n22 The payload ends where a CBOR item is expected.",
  ],
  [
    cbor,
    "/3/0",
    "81a2616e662f332f302f390207",
    `/3/0/9 Integer 7\n2 In CBOR the label of "n" is the number 0, not the text.`,
  ],
  [cbor, "/3/0", "81a300662f332f302f390207f501", "/3/0/9 Integer 7\n12 A label is a number or a text; found true."],
  [
    cbor,
    "/3/0",
    "81a200662f332f302f390207ff",
    "/3/0/9 Integer 7\n12 Nothing is expected behind the value; found 1 byte (ff).",
  ],
  [
    cbor,
    "/3/0/0",
    "81a200662f332f302f300362c328",
    `/3/0/0 Opaque c328\n11 This text is not UTF-8; it is taken as bytes.\n11 /3/0/0 (Manufacturer): expected a text, found 2 bytes (c3 28).`,
  ],
  [cbor, "/3/0", "", "0 The payload ends where a CBOR item is expected."],
];

test("packs that are odd or broken are understood as far as they go, and say where and why", () => {
  for (const [format, path, payload, lines] of odd) {
    const decoded = decodePayload(format, payloadOf(payload), contextAt(path));
    const sorted = [...linesOf(decoded)].sort();
    assert.deepEqual(sorted, lines.split(/\s*\n\s*/u).sort(), payload);
  }
});

test("a name that is whole without its base name is taken alone, where both together are no path", () => {
  const oneMistake = "The name “/3/0//3/0/9” repeats its base name; “/3/0/9” is assumed.";
  checkDecode(json, "/3/0", `text:[{"bn":"/3/0/","n":"/3/0/9","v":7}]`, `/3/0/9 Integer 7\n1 ${oneMistake}`);
  checkDecode(json, "/3", `text:[{"bn":"/3","n":"/0/9","v":7}]`, "/3/0/9 Integer 7");
});

test("a name that grows with every record is cut", () => {
  const pack = `[{"bn":"${"/3".repeat(300)}","n":"/1","v":1}]`;
  assert.match(decodePayload(json, fromUtf8(pack), contextAt("/3")).problems[0]?.message ?? "", /longer than 500/u);
});

test("problems of a record's fields say which path they are about, wherever its name stands", () => {
  const pack = `[{"bn":"/3/"},{"t":"x","v":1,"v":2,"n":"0/9"},{"n":"0/10","v":5,"bt":1e18},{"n":"0/11","bs":1,"v":5}]`;
  const { problems } = decodePayload(json, fromUtf8(pack), contextAt("/3"));
  assert.deepEqual(
    problems.map(({ offset, message, path }) => `${offset} ${path && printPath(path)} ${message}`),
    [
      `29 /3/0/9 "v" is there twice in one record; the first one counts.`,
      `19 /3/0/9 "t" is a number; found the text “x”.`,
      "46 /3/0/10 1000000000000000000 seconds since 1970 is no time that exists.",
      "92 /3/0/11 The record has a sum, which LwM2M does not use.",
      "75 /3/0/11 1000000000000000000 seconds since 1970 is no time that exists.",
      "98 /3/0/11 /3/0/11 (Error Code) is a single value, although the resource is multiple.",
    ],
  );
});

test("behind a gateway names start with the device's prefix", () => {
  const ctx = contextAt("/3303/0/5700", { prefix: "dev0" });
  const payload = fromUtf8(`[{"n":"/dev0/3303/0/5700","v":21.5}]`);
  const { entries, problems } = decodePayload(json, payload, ctx);
  assert.deepEqual(problems, []);
  assert.equal(
    toUtf8(encodeEntries(json, entries, ctx).payload ?? new Uint8Array()),
    `[{"bn":"/dev0/3303/0/5700","v":21.5}]`,
  );
});

function entry(path: string, value: Value, time?: number) {
  const { path: { objectId = 0, objectInstanceId = 0, ...rest } = {} } = parsePath(path);
  const resource: ResourcePath = { objectId, objectInstanceId, resourceId: 0, ...rest };
  return { path: resource, value, ...(time === undefined ? {} : { time }) };
}

const level = (value: bigint): Value => ({ type: "Integer", value });

test("values are encoded below the path of the request", () => {
  const text = { type: "String", value: `"€` } as const;
  const at = 1_700_000_000_500;
  for (const [base, entries, empty, printed] of [
    ["/3/0/0", [entry("/3/0/0", text)], [], `[{"bn":"/3/0/0","vs":"\\"€"}]`],
    [
      "/3/0",
      [entry("/3/0/0", text), entry("/3/0/9", level(7n))],
      [],
      `[{"bn":"/3/0/","n":"0","vs":"\\"€"},{"n":"9","v":7}]`,
    ],
    ["/3", [entry("/3/0/6/1", level(7n), at)], [], `[{"bn":"/3/","bt":1700000000.5,"n":"0/6/1","v":7}]`],
    [
      "/",
      [entry("/3/0/9", level(7n)), entry("/1/0/1", level(60n))],
      [],
      `[{"n":"/3/0/9","v":7},{"n":"/1/0/1","v":60}]`,
    ],
    ["/", [], [{ objectId: 3 }, { objectId: 1, objectInstanceId: 0 }], `[{"n":"/3"},{"n":"/1/0"}]`],
    [
      "/3/0/9",
      [entry("/3/0/9", level(1n), at), entry("/3/0/9", level(2n), at + 1500)],
      [],
      `[{"bn":"/3/0/9","t":1700000000.5,"v":1},{"t":1700000002,"v":2}]`,
    ],
    // A record with a base name alone would only set it.
    ["/3", [], [{ objectId: 3 }, { objectId: 3, objectInstanceId: 0 }], `[{"n":"/3"},{"n":"/3/0"}]`],
    ["/3", [], [{ objectId: 3 }], `[{"bn":"/3"}]`],
    ["/3", [entry("/4/0/9", level(7n))], [], `[{"n":"/4/0/9","v":7}]`],
    ["/3/0/9", [entry("/3/0/9", { type: "Float", value: -0 })], [], `[{"bn":"/3/0/9","v":-0.0}]`],
    ["/5/0/0", [entry("/5/0/0", { type: "Opaque", value: payloadOf("fbff") })], [], `[{"bn":"/5/0/0","vd":"-_8"}]`],
  ] as const satisfies readonly (readonly [string, readonly ReturnType<typeof entry>[], readonly Path[], string])[]) {
    const { payload, problem } = encodeEntries(json, entries, contextAt(base), empty);
    assert.equal(toUtf8(payload ?? new Uint8Array()), printed, problem);
  }
  const { payload } = encodeEntries(
    cbor,
    [
      entry("/3/0/0", { type: "String", value: "Anjay" }),
      entry("/3/0/22/0", { type: "Objlnk", value: { objectId: 3, objectInstanceId: 0 } }),
    ],
    contextAt("/3/0"),
  );
  assert.equal(
    toHex(payload ?? new Uint8Array()),
    "82a321652f332f302f0061300365416e6a6179a2006432322f3063766c6f63333a30",
  );
});

test("what SenML cannot say is refused with a reason", () => {
  const early = encodeEntries(json, [entry("/3/0/9", level(1n), 1000)], contextAt("/3/0"));
  assert.match(early.problem ?? "", /taken at 1970-01-01T00:00:01.000Z/u);
  const nan = encodeEntries(json, [entry("/3303/0/5700", { type: "Float", value: Number.NaN })], contextAt("/3303/0"));
  assert.equal(nan.problem, "JSON has no NaN; choose CBOR or TLV.");
});
