import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../base/bytes.js";
import { decodePayload, encodeEntries } from "./codecs.js";
import { checkBothWays, checkDecode, contextAt, payloadOf } from "./testing/checkDecode.js";

const lwm2mCbor = 11544;

/** Payloads that clients have sent, the same in the shortest maps, and what they come to. */
const seen: readonly (readonly [path: string, payload: string, encoded: string, lines: string])[] = [
  ["/3/0/0", "bf8303000065416e6a6179ff", "a103a100a10065416e6a6179", "/3/0/0 String Anjay"],
  [
    "/1",
    "bf01bf01bf00010119012c06f50761550e0010f5110512183c131a00015180140117f4ffffff",
    "a101a101ab00010119012c06f50761550e0010f5110512183c131a00015180140117f4",
    `/1/1/0 Integer 1
     /1/1/1 Integer 300
     /1/1/6 Boolean true
     /1/1/7 String U
     /1/1/14 Unsigned Integer 0
     /1/1/16 Boolean true
     /1/1/17 Unsigned Integer 5
     /1/1/18 Unsigned Integer 60
     /1/1/19 Unsigned Integer 86400
     /1/1/20 Unsigned Integer 1
     /1/1/23 Boolean false`,
  ],
  ["/3/0/22", "bf83030016bf006733333630363a30ffff", "a103a100a116a1006733333630363a30", "/3/0/22/0 Objlnk 33606/0"],
  ["/3/0", "a1820300a106a0", "a103a100a106a0", "/3/0/6 empty"],
];

test("what clients send is decoded, and encoded in maps of definite length", () => {
  for (const [path, payload, encoded, lines] of seen) {
    checkDecode(lwm2mCbor, path, payload, lines);
    const { entries, empty } = decodePayload(lwm2mCbor, payloadOf(payload), contextAt(path));
    const again = encodeEntries(lwm2mCbor, entries, contextAt(path), empty);
    assert.equal(toHex(again.payload ?? new Uint8Array()), encoded, again.problem);
  }
});

const odd: readonly (readonly [path: string, payload: string, lines: string])[] = [
  [
    "/3/0",
    "a103a100a10963393030",
    "/3/0/9 String 900\n6 /3/0/9 (Battery Level): expected an integer of 64 bits, found the text “900”.",
  ],
  ["/3", "a10307", "2 /3 names no resource, so that it holds a map; found the integer 7."],
  ["/3/0", "a103a101a10907", "/3/1/9 Integer 7\n6 The value is of /3/1/9, which is not at or below /3/0."],
  ["/3/0", "a1613307", "1 A key in / is an ID or an array of IDs; found the text “3”, with the integer 7 behind it."],
  [
    "/3/0",
    "a103a120a0",
    "3 A key in /3 is an ID or an array of IDs; found the integer -1, with a map of 0 pairs behind it.",
  ],
  [
    "/3/0",
    "a18007",
    "1 A key in / is an ID or an array of IDs; found an array of 0 items, with the integer 7 behind it.",
  ],
  [
    "/3/0",
    "a103a100a106a100a10107",
    "9 A key in /3/0/6/0 is an ID or an array of IDs; found the integer 1, with the integer 7 behind it.",
  ],
  ["/3/0", "a2830300090783030009 08", "/3/0/9 Integer 7\n/3/0/9 Integer 8\n10 /3/0/9 is there twice."],
  [
    "/3",
    "a203a100a1090703a100a10a08",
    "/3/0/9 Integer 7\n/3/0/10 Integer 8\n7 A key of this map is there twice, the integer 3; both are read.",
  ],
  ["/3/0", "a104a100a0", "/4/0 empty\n4 The empty map is of /4/0, which is not at or below /3/0."],
  ["/3/0", "a1830300092a ff", "/3/0/9 Integer -11\n6 Nothing is expected behind the value; found 1 byte (ff)."],
  ["/3/0", "bf830300090783030009", "/3/0/9 Integer 7\n10 The payload ends where a CBOR item is expected."],
];

test("what is odd or broken is understood as far as it goes, and says where and why", () => {
  for (const [path, payload, lines] of odd) checkDecode(lwm2mCbor, path, payload, lines);
});

/** What is written may start at the path of the request (LwM2M TS 1.2 §7.4.5); where it starts, its depth tells. */
const relative: readonly (readonly [path: string, payload: string, lines: string])[] = [
  ["/3/0", "a20061610907", "/3/0/0 String a\n/3/0/9 Integer 7"],
  ["/3/0", "a103 63312e30", "/3/0/3 String 1.0"],
  ["/3/0", "a106a201050207", "/3/0/6/1 Integer 5\n/3/0/6/2 Integer 7"],
  ["/3/0/6", "a200010105", "/3/0/6/0 Integer 1\n/3/0/6/1 Integer 5"],
  ["/3303", "bf00bf191644f94d40ffff", "/3303/0/5700 Float 21"],
  ["/3303", "a1820019 1644f94d40", "/3303/0/5700 Float 21"],
  // From the root, where that can be meant.
  ["/3", "a103a100a10907", "/3/0/9 Integer 7"],
  ["/3/0", "a103a100a0", "/3/0 empty"],
  ["/3/0/6", "a103a100a106a10005", "/3/0/6/0 Integer 5"],
];

test("keys may start at the path of the request", () => {
  for (const [path, payload, lines] of relative) checkDecode(lwm2mCbor, path, payload, lines);
});

test("behind a gateway the prefix of the device is a text before the IDs", () => {
  const ctx = { prefix: "dev0" };
  const lines = "/3303/0/5700 Float 21";
  checkBothWays(lwm2mCbor, "/3303/0/5700", "a16464657630a1190ce7a100a1191644fa41a80000", lines, ctx);
  checkDecode(lwm2mCbor, "/3303/0/5700", "a1846464657630190ce700191644f94d40", lines, ctx);
  checkDecode(lwm2mCbor, "/3303/0/5700", "a1652f64657630a183190ce700191644f94d40", lines, ctx);
  const other = "1 A key in / is an ID or an array of IDs; found the text “dev0”, with a map of 1 pair behind it.";
  checkDecode(lwm2mCbor, "/3303/0/5700", "a16464657630a183190ce700191644f94d40", other);
});

test("what the format cannot say is refused with a reason", () => {
  const { entries } = decodePayload(110, payloadOf(`text:[{"n":"/3/0/9","v":1},{"n":"/3/0/9","v":2}]`), contextAt("/"));
  const { problem } = encodeEntries(lwm2mCbor, entries, contextAt("/"));
  assert.equal(problem, "This format has one value for /3/0/9, not several; choose SenML.");
  assert.match(encodeEntries(lwm2mCbor, [], contextAt("/"), [{}]).problem ?? "", /no form for the root/u);
});
