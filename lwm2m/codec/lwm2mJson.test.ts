import assert from "node:assert/strict";
import { test } from "node:test";
import { toUtf8 } from "../base/bytes.js";
import { decodePayload, encodeEntries } from "./codecs.js";
import { checkDecode, contextAt, payloadOf } from "./testing/checkDecode.js";

const lwm2mJson = 11543;

const payloads: readonly (readonly [path: string, payload: string, lines: string])[] = [
  [
    "/3/0",
    `text:{"bn":"/3/0/","e":[{"n":"0","sv":"Open Mobile Alliance"},{"n":"9","v":100},{"n":"6/1","v":5},{"n":"13","v":1367491215},{"n":"22/0","ov":"3:0"}]}`,
    `/3/0/0 String Open Mobile Alliance
     /3/0/9 Integer 100
     /3/0/6/1 Integer 5
     /3/0/13 Time 2013-05-02T10:40:15Z
     /3/0/22/0 Objlnk 3/0`,
  ],
  ["/1/0/6", `text:{"bn":"/1/0/6","e":[{"bv":true}]}`, "/1/0/6 Boolean true"],
  ["/5/0/0", `text:{"bn":"/5/0/0","e":[{"sv":"+/8="}]}`, "/5/0/0 Opaque fbff"],
  [
    "/3303/0/5700",
    `text:{"bn":"/3303/0/5700","e":[{"t":1700000000.5,"v":1},{"t":1700000002,"v":2}]}`,
    "/3303/0/5700 Float 1 at 2023-11-14T22:13:20.500Z\n/3303/0/5700 Float 2 at 2023-11-14T22:13:22.000Z",
  ],
];

test("the JSON of LwM2M 1.0 is decoded, and encoded to the same text", () => {
  for (const [path, payload, lines] of payloads) {
    checkDecode(lwm2mJson, path, payload, lines);
    const { entries } = decodePayload(lwm2mJson, payloadOf(payload), contextAt(path));
    const again = encodeEntries(lwm2mJson, entries, contextAt(path));
    assert.equal(`text:${toUtf8(again.payload ?? new Uint8Array())}`, payload, again.problem);
  }
});

const odd: readonly (readonly [path: string, payload: string, lines: string])[] = [
  // Names without a base are relative to the path of the request; seen from a client is a slash in the name.
  ["/3/0", `text:{"e":[{"n":"0","sv":"a"}]}`, "/3/0/0 String a"],
  ["/3/0", `text:{"bn":"/3/0","e":[{"n":"/0","sv":"a"}]}`, "/3/0/0 String a"],
  ["/3/0/0", `text:{"e":[{"sv":"a"}]}`, "/3/0/0 String a"],
  [
    "/3303/0/5700",
    `text:{"bt":1700000000,"e":[{"n":"","t":-5,"v":1}]}`,
    "/3303/0/5700 Float 1 at 2023-11-14T22:13:15.000Z",
  ],
  ["/3/0", `text:{"e":[]}`, ""],
  // Seen from a client: a base name without a slash at its end.
  [
    "/3/0",
    `text:{"bn":"/3/0","e":[{"n":"0","sv":"a"},{"n":"6/1","v":5}]}`,
    `/3/0/0 String a
     /3/0/6/1 Integer 5
     18 The name “/3/00” lacks a slash; “/3/0/0” is assumed.
     37 The name “/3/06/1” lacks a slash; “/3/0/6/1” is assumed.`,
  ],
  [
    "/3/0",
    `text:{"e":[{"n":"9","v":1}],"bn":"/3/0/","e":[{"n":"9","v":2}]}`,
    `/3/0/9 Integer 1\n40 "e" is there twice; the first one counts.`,
  ],
  [
    "/3/0/9",
    `text:{"e":[{"sv":"7"}]}`,
    "/3/0/9 String 7\n12 /3/0/9 (Battery Level): expected an integer of 64 bits, found the text “7”.",
  ],
  [
    "/3/0/22/0",
    `text:{"e":[{"sv":"3:0"}]}`,
    `/3/0/22/0 Objlnk 3/0\n12 /3/0/22/0 (ExtDevInfo): expected an object link in "ov", found the text “3:0” in "sv".`,
  ],
  [
    "/3/0",
    `text:[{"n":"0","vs":"a"}]`,
    `0 A payload in this format is an object with an array "e"; found an array of 1 item.`,
  ],
  ["/3/0", `text:{"bn":"/3/0/"}`, `0 A payload in this format is an object with an array "e"; found a map of 1 pair.`],
];

test("what is odd is understood as far as it goes, and says where and why", () => {
  for (const [path, payload, lines] of odd) checkDecode(lwm2mJson, path, payload, lines);
});
