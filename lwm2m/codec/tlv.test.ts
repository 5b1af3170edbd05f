import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../base/bytes.js";
import { parsePath } from "../data/path.js";
import { encodeEntries, decodePayload } from "./codecs.js";
import { exampleDevice } from "./testing/exampleDevice.js";
import { checkDecode, contextAt, linesOf, payloadOf } from "./testing/checkDecode.js";

const tlv = 11542;

/** The Device object of LwM2M TS 1.0 §6.4.3.1. */
const device =
  "c800144f70656e204d6f62696c6520416c6c69616e6365 c801164c69676874776569676874204d324d20436c69656e74" +
  "c80209333435303030313233 c303312e30 860641000141 0105 88070842000ed842011388 870841007d42010384 c10964 c10a0f" +
  "830b410000 c40d5182428f c60e2b30323a3030 c11055";

/** Payloads that are as they should be: they decode without a problem and are encoded to the same bytes. */
const vectors: readonly (readonly [path: string, payload: string, lines: string])[] = [
  // LwM2M TS 1.0 §6.4.3: an object instance, an object with one, an object with several.
  ["/3/0", device, exampleDevice],
  ["/3", `080079${device}`, exampleDevice],
  [
    "/2",
    "08000ec10001c101008302417f07c1037f 080212c10003c101008702417f0761013601c1037f",
    `/2/0/0 Integer 1
     /2/0/1 Integer 0
     /2/0/2/127 Integer 7
     /2/0/3 Integer 127
     /2/2/0 Integer 3
     /2/2/1 Integer 0
     /2/2/2/127 Integer 7
     /2/2/2/310 Integer 1
     /2/2/3 Integer 127`,
  ],
  // Seen from a client.
  ["/3/0/6", "8306410000", "/3/0/6/0 Integer 0"],
  // Lengths of three bits, one byte, two bytes; IDs of two bytes.
  ["/3/0/0", "c0 00", "/3/0/0 String "],
  ["/3/0/0", `c80008${"61".repeat(8)}`, "/3/0/0 String aaaaaaaa"],
  ["/5/0/0", `d0000100${"ab".repeat(256)}`, `/5/0/0 Opaque ${"ab".repeat(256)}`],
  ["/3303/0/5700", "e4164441a80000", "/3303/0/5700 Float 21"],
  ["/3303/0/5700", "e81644 08 3fb999999999999a", "/3303/0/5700 Float 0.1"],
  // Integers of one, two, four and eight bytes are signed.
  ["/3/0/9", "c109ff", "/3/0/9 Integer -1"],
  ["/3/0/9", "c209ff7f", "/3/0/9 Integer -129"],
  ["/3/0/9", "c40980000000", "/3/0/9 Integer -2147483648"],
  ["/3/0/9", "c809087fffffffffffffff", "/3/0/9 Integer 9223372036854775807"],
  // An Unsigned Integer has the width in which it is the same for who takes it as signed; from 2^63 on there is none.
  ["/1/0/14", "c10e7f", "/1/0/14 Unsigned Integer 127"],
  ["/1/0/14", "c20e00c8", "/1/0/14 Unsigned Integer 200"],
  ["/1/0/14", "c40e0000c0a8", "/1/0/14 Unsigned Integer 49320"],
  ["/1/0/14", "c80e08ffffffffffffffff", "/1/0/14 Unsigned Integer 18446744073709551615"],
  ["/1/0/6", "c10601", "/1/0/6 Boolean true"],
  ["/3/0/22/3", "44 03 0021ffff", "/3/0/22/3 Objlnk 33/65535"],
  ["/3/0/6/2", "410205", "/3/0/6/2 Integer 5"],
  ["/3", "0000", "/3/0 empty"],
  ["/3/0", "8006", "/3/0/6 empty"],
];

test("what the specification and clients send is decoded, and encoded to the same bytes", () => {
  for (const [path, payload, lines] of vectors) {
    checkDecode(tlv, path, payload, lines);
    const ctx = contextAt(path);
    const { entries, empty } = decodePayload(tlv, payloadOf(payload), ctx);
    const encoded = encodeEntries(tlv, entries, ctx, empty);
    assert.equal(toHex(encoded.payload ?? new Uint8Array()), toHex(payloadOf(payload)), encoded.problem);
  }
});

/** Payloads that are not quite as they should be, and what is understood of them. */
const odd: readonly (readonly [path: string, payload: string, lines: string])[] = [
  // Longer lengths and IDs than needed are no problem.
  ["/3/0/9", "f8 0009 000001 64", "/3/0/9 Integer 100"],
  // A wrapper that is not needed, one that is missing, one of another resource instance.
  ["/3/0", "0300c10964", "/3/0/9 Integer 100"],
  ["/3/0/6", "410005", "/3/0/6/0 Integer 5"],
  ["/3/0/6/0", "8306410005", "/3/0/6/0 Integer 5"],
  [
    "/3",
    "c10964",
    `/3/0/9 Integer 100
     0 /3 has resources without an object instance around them; instance 0 is assumed.`,
  ],
  ["/3/0/9", "c10a0f", "/3/0/10 Integer 15\n0 The record is about /3/0/10, not /3/0/9."],
  ["/3/0", "0301c10964", "/3/1/9 Integer 100\n0 The record is about /3/1, not /3/0."],
  // What the definition says otherwise.
  [
    "/3/0/9",
    "c3090000ff",
    `/3/0/9 Integer 255
     0 /3/0/9 (Battery Level): expected an Integer of 1, 2, 4 or 8 bytes, found 3 bytes (00 00 ff).`,
  ],
  [
    "/3/0/9",
    "c009",
    `/3/0/9 Opaque
     0 /3/0/9 (Battery Level): expected an Integer of 1, 2, 4 or 8 bytes, found no bytes.`.replace(
      "Opaque ",
      "Opaque ",
    ),
  ],
  [
    "/3303/0/5700",
    "e216440015",
    `/3303/0/5700 Opaque 0015
     0 /3303/0/5700 (Sensor Value): expected a Float of 4 or 8 bytes, found 2 bytes (00 15).`,
  ],
  [
    "/1/0/6",
    "c10605",
    `/1/0/6 Integer 5
     0 /1/0/6 (Notification Storing When Disabled or Offline): expected a Boolean of one byte, 0 or 1, found 1 byte (05).`,
  ],
  [
    "/1/0/6",
    "c40600000001",
    `/1/0/6 Boolean true
     0 /1/0/6 (Notification Storing When Disabled or Offline): expected a Boolean of one byte, 0 or 1, found 4 bytes (00 00 00 01).`,
  ],
  [
    "/3/0/0",
    "c200c328",
    `/3/0/0 Opaque c328
     0 /3/0/0 (Manufacturer): expected a String in UTF-8, found 2 bytes (c3 28).`,
  ],
  [
    "/3/0",
    "8309410064",
    "/3/0/9/0 Integer 100\n2 /3/0/9/0 (Battery Level) is a resource instance, although the resource is single.",
  ],
  [
    "/3/0",
    "c10601",
    "/3/0/6 Integer 1\n0 /3/0/6 (Available Power Sources) is a single value, although the resource is multiple.",
  ],
  ["/3/0", "c10401", "/3/0/4 Integer? 1\n0 /3/0/4 (Reboot) has a value, although the resource is executable."],
  ["/3/0", "c10964c10963", "/3/0/9 Integer 100\n/3/0/9 Integer 99\n3 /3/0/9 is there twice."],
  ["/3/0", "e1ffff01", "/3/0/65535 Integer? 1\n0 65535 is reserved and no ID."],
  // Resources without a definition.
  ["/33000/0", "c10064", "/33000/0/0 Integer? 100"],
  ["/33000/0", "c2004f4b", "/33000/0/0 String? OK"],
  ["/33000/0", "c2000001", "/33000/0/0 Integer? 1"],
  ["/33000/0", "c300000102", "/33000/0/0 Opaque? 000102"],
  // Broken.
  [
    "/3/0",
    "c10964c1",
    "/3/0/9 Integer 100\n3 The payload ends inside the type, ID and length of a TLV record. Found 1 byte (c1).",
  ],
  [
    "/3/0",
    "c10964c8000541",
    `/3/0/9 Integer 100
     /3/0/0 String A
     3 The record of /3/0/0 says that it has 5 bytes, but there is room for only 1 byte.`,
  ],
  [
    "/3/0",
    "c4090102",
    `/3/0/9 Opaque 0102
     0 The record of /3/0/9 says that it has 4 bytes, but there is room for only 2 bytes.`,
  ],
  [
    "/3",
    "080005c10964c1",
    `/3/0/9 Integer 100
     0 The record of /3/0 says that it has 5 bytes, but there is room for only 4 bytes.
     6 The payload ends inside the type, ID and length of a TLV record. Found 1 byte (c1).`,
  ],
  ["/3/0", "8306c10964", `2 A record of a resource (ID 9) does not belong into /3/0/6; its value is 1 byte (64).`],
  ["/3/0", "410005", "0 A record of a resource instance (ID 0) does not belong into /3/0; its value is 1 byte (05)."],
  ["/", "c10964", "0 TLV holds no object IDs, so that it means nothing at /; found 3 bytes (c1 09 64)."],
];

test("what is odd or broken is understood as far as it goes, and says where and why", () => {
  for (const [path, payload, lines] of odd) checkDecode(tlv, path, payload, lines);
});

test("what TLV cannot hold is refused with a reason", () => {
  const entry = (path: string, value: bigint) => {
    const ids = parsePath(path).path ?? {};
    const { objectId = 0, objectInstanceId = 0, resourceId = 0 } = ids;
    return { path: { ...ids, objectId, objectInstanceId, resourceId }, value: { type: "Integer", value } as const };
  };
  for (const [base, entries, problem] of [
    ["/", [entry("/3/0/9", 1n)], "TLV holds no object IDs; choose SenML for several objects."],
    ["/3/0", [entry("/3/1/9", 1n)], "/3/1/9 is not at or below /3/0, the path of the request."],
    ["/3/0", [entry("/3/0/9", 1n), entry("/3/0/9", 2n)], "TLV has one value for /3/0/9, not several; choose SenML."],
    [
      "/3/0",
      [entry("/3/0/6", 1n), entry("/3/0/6/0", 2n)],
      "TLV has one value for /3/0/6/0, not several; choose SenML.",
    ],
    ["/3/0", [entry("/3/0/9", 2n ** 63n)], "/3/0/9: 9223372036854775808 does not fit 64 bits."],
  ] as const) {
    assert.deepEqual(encodeEntries(tlv, entries, contextAt(base)), { problem });
  }
});

test("an empty payload holds nothing", () => {
  assert.deepEqual(linesOf(decodePayload(tlv, new Uint8Array(), contextAt("/3/0"))), []);
  assert.deepEqual(linesOf(decodePayload(tlv, new Uint8Array(), contextAt("/"))), []);
});
