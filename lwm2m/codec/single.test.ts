import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../base/bytes.js";
import { codecOf, decodePayload, encodeEntries } from "./codecs.js";
import { contentFormats } from "./contentFormats.js";
import { checkDecode, contextAt, payloadOf } from "./testing/checkDecode.js";

const text = 0;
const opaque = 42;
const cbor = 60;

/** Payloads that are as they should be: they decode without a problem and are encoded to the same bytes. */
const values: readonly (readonly [format: number, path: string, payload: string, line: string])[] = [
  [text, "/3/0/0", "text:é 1", "/3/0/0 String é 1"],
  [text, "/3/0/0", "text:", "/3/0/0 String"],
  [text, "/3/0/9", "text:-5", "/3/0/9 Integer -5"],
  [text, "/3303/0/5700", "text:21.5", "/3303/0/5700 Float 21.5"],
  [text, "/1/0/6", "text:1", "/1/0/6 Boolean true"],
  [text, "/5/0/0", "text:+/8=", "/5/0/0 Opaque fbff"],
  [text, "/3/0/13", "text:1367491215", "/3/0/13 Time 2013-05-02T10:40:15Z"],
  [text, "/3/0/22/0", "text:33606:0", "/3/0/22/0 Objlnk 33606/0"],
  [text, "/25/0/3", "text:</3303/0>;ver=1.1", "/25/0/3 Corelnk </3303/0>;ver=1.1"],
  [opaque, "/5/0/0", "00ff", "/5/0/0 Opaque 00ff"],
  [cbor, "/3/0/0", "65416e6a6179", "/3/0/0 String Anjay"],
  [cbor, "/3/0/9", "3903e7", "/3/0/9 Integer -1000"],
  [cbor, "/3303/0/5700", "fa41a80000", "/3303/0/5700 Float 21"],
  [cbor, "/1/0/6", "f5", "/1/0/6 Boolean true"],
  [cbor, "/5/0/0", "4200ff", "/5/0/0 Opaque 00ff"],
  [cbor, "/3/0/13", "1a5182428f", "/3/0/13 Time 2013-05-02T10:40:15Z"],
  [cbor, "/3/0/22/0", "6733333630363a30", "/3/0/22/0 Objlnk 33606/0"],
];

test("one value is decoded, and encoded to the same bytes", () => {
  for (const [format, path, payload, line] of values) {
    checkDecode(format, path, payload, line);
    const ctx = contextAt(path);
    const encoded = encodeEntries(format, decodePayload(format, payloadOf(payload), ctx).entries, ctx);
    assert.equal(toHex(encoded.payload ?? new Uint8Array()), toHex(payloadOf(payload)), encoded.problem);
  }
});

const odd: readonly (readonly [format: number, path: string, payload: string, lines: string])[] = [
  [text, "/3/0/9", "text:9.5", "/3/0/9 Float 9.5\n0 /3/0/9 (Battery Level): expected a whole number, found “9.5”."],
  [text, "/3/0/9", "text:", "/3/0/9 String\n0 /3/0/9 (Battery Level): expected a whole number, found nothing."],
  [
    text,
    "/1/0/6",
    "text:true",
    "/1/0/6 Boolean true\n0 /1/0/6 (Notification Storing When Disabled or Offline): expected 0 or 1, found “true”.",
  ],
  [
    text,
    "/3/0/13",
    "text:2013-05-02",
    "/3/0/13 Time 2013-05-02T00:00:00Z\n0 /3/0/13 (Current Time): expected the seconds since 1970, found “2013-05-02”.",
  ],
  [text, "/5/0/0", "text:#", "/5/0/0 String #\n0 /5/0/0 (Package): expected bytes in Base64, found “#”."],
  [text, "/5/0/0", "text:abcde", "/5/0/0 String abcde\n0 /5/0/0 (Package): expected bytes in Base64, found “abcde”."],
  [
    text,
    "/3/0/22/0",
    "text:3/0",
    "/3/0/22/0 Objlnk 3/0\n0 /3/0/22/0 (ExtDevInfo): expected an object link, such as 3303:0, found “3/0”.",
  ],
  [
    text,
    "/3/0/0",
    "c328",
    "/3/0/0 Opaque c328\n0 /3/0/0 (Manufacturer): expected a text in UTF-8, found 2 bytes (c3 28).",
  ],
  [text, "/3/0", "text:9", "0 This format carries one value, but /3/0 is no resource; found 1 byte (39)."],
  [
    text,
    "/25/0/3",
    "text:3303/0",
    "/25/0/3 Corelnk 3303/0\n0 /25/0/3 (IoT Device Objects): “3303/0” is no link; it starts with a path in angle brackets, such as </3/0>.",
  ],
  [text, "/3/0/9", "text:5.0", "/3/0/9 Integer 5\n0 /3/0/9 (Battery Level): expected a whole number, found “5.0”."],
  [
    text,
    "/3303/0/5700",
    "32312e3500",
    "/3303/0/5700 Float 21.5\n0 /3303/0/5700 (Sensor Value): expected a decimal number, found “21.5” with a zero byte behind it.",
  ],
  // Without a definition a number is one only if the text says no more.
  [text, "/33000/0/0", "text:9", "/33000/0/0 Integer? 9"],
  [text, "/33000/0/0", "text:9.5", "/33000/0/0 Float? 9.5"],
  [text, "/33000/0/0", "text:1.0", "/33000/0/0 String? 1.0"],
  [text, "/33000/0/0", "text:NaN", "/33000/0/0 String? NaN"],
  [
    opaque,
    "/3/0/0",
    "41",
    "/3/0/0 Opaque 41\n0 /3/0/0 (Manufacturer): expected another format, as the type is String, found 1 byte (41).",
  ],
  [cbor, "/3/0/13", "c11a5182428f", "/3/0/13 Time 2013-05-02T10:40:15Z"],
  [cbor, "/3/0/13", "c074323031332d30352d30325431303a34303a31355a", "/3/0/13 Time 2013-05-02T10:40:15Z"],
  [cbor, "/3/0/9", "f94900", "/3/0/9 Integer 10"],
  [cbor, "/3/0/9", "f6", "0 /3/0/9 (Battery Level): expected an integer of 64 bits, found null."],
  [cbor, "/3/0/9", "8101", "0 /3/0/9 (Battery Level): expected an integer of 64 bits, found an array of 1 item."],
  [
    cbor,
    "/3/0/0",
    "61ff01",
    `/3/0/0 Opaque ff
     0 This text is not UTF-8; it is taken as bytes.
     2 Nothing is expected behind the value; found 1 byte (01).
     0 /3/0/0 (Manufacturer): expected a text, found 1 byte (ff).`,
  ],
  [cbor, "/3/0/9", "0101", "/3/0/9 Integer 1\n1 Nothing is expected behind the value; found 1 byte (01)."],
  [cbor, "/3/0", "01", "0 This format carries one value, but /3/0 is no resource; found 1 byte (01)."],
  // Formats without a decoder.
  [
    50,
    "/3/0/0",
    "text:{}",
    "/3/0/0 String? {}\n0 There is no decoder for content format 50; the payload is the text “{}”.",
  ],
  [50, "/3/0", "text:[1]", "0 There is no decoder for content format 50; the payload is the text “[1]”."],
  [50, "/3/0/0", "ff00", "0 There is no decoder for content format 50; the payload is 2 bytes (ff 00)."],
  [50, "/3/0/0", "", ""],
];

test("what is odd is understood as far as it goes, and says why", () => {
  for (const [format, path, payload, lines] of odd) checkDecode(format, path, payload, lines);
});

test("a payload without a content format is shown", () => {
  const { entries, problems } = decodePayload(undefined, payloadOf("text:on"), contextAt("/3/0/0"));
  assert.equal(entries.length, 1);
  assert.equal(problems[0]?.message, "The message has no content format; the payload is the text “on”.");
});

test("formats of one value refuse anything else", () => {
  const { entries } = decodePayload(11542, payloadOf("c10964c10a0f"), contextAt("/3/0"));
  const ctx = contextAt("/3/0");
  assert.equal(
    encodeEntries(text, entries, ctx).problem,
    "This format carries one value, not 2 values; choose SenML or TLV.",
  );
  assert.equal(
    encodeEntries(opaque, entries.slice(1), ctx).problem,
    "This format carries bytes, not a value of type Integer; choose text, SenML or TLV.",
  );
  assert.equal(
    encodeEntries(50, entries, ctx).problem,
    "Values cannot be written in content format 50; choose text, SenML or TLV.",
  );
  assert.equal(encodeEntries(40, entries, ctx).problem, "A list of links holds no values; choose text, SenML or TLV.");
});

test("old numbers mean the same formats", () => {
  for (const [old, id] of [
    [1541, 0],
    [1542, 11542],
    [1543, 11543],
    [1544, 42],
  ] as const)
    assert.equal(codecOf(old), codecOf(id));
  for (const { id, name } of contentFormats) assert.ok(codecOf(id) !== undefined, name);
});
