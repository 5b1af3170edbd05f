import { test } from "node:test";
import { checkBothWays, checkDecode } from "./testing/checkDecode.js";

const text = 0;
const cbor = 60;
const senmlJson = 110;
const senmlCbor = 112;
const tlv = 11542;
const lwm2mJson = 11543;

/** What Eclipse Leshan 2.0.0-M15 makes of some values, of which we make the same bytes. */
const same: readonly (readonly [format: number, path: string, payload: string, lines: string])[] = [
  [tlv, "/5/0/0", "c300fbff00", "/5/0/0 Opaque fbff00"],
  [text, "/5/0/0", "text:+/8A", "/5/0/0 Opaque fbff00"],
  [cbor, "/5/0/0", "43fbff00", "/5/0/0 Opaque fbff00"],
  [lwm2mJson, "/5/0/0", `text:{"bn":"/5/0/0","e":[{"sv":"+/8A"}]}`, "/5/0/0 Opaque fbff00"],
  [senmlJson, "/5/0/0", `text:[{"bn":"/5/0/0","vd":"-_8A"}]`, "/5/0/0 Opaque fbff00"],
  [text, "/3303/0/5700", "text:-21.3", "/3303/0/5700 Float -21.3"],
  [cbor, "/3303/0/5700", "fbc0354ccccccccccd", "/3303/0/5700 Float -21.3"],
  [tlv, "/3303/0/5700", "e8164408c0354ccccccccccd", "/3303/0/5700 Float -21.3"],
  [lwm2mJson, "/3303/0/5700", `text:{"bn":"/3303/0/5700","e":[{"v":-21.3}]}`, "/3303/0/5700 Float -21.3"],
  [senmlJson, "/3303/0/5700", `text:[{"bn":"/3303/0/5700","v":-21.3}]`, "/3303/0/5700 Float -21.3"],
  [text, "/1/0/6", "text:0", "/1/0/6 Boolean false"],
  [tlv, "/1/0/6", "c10600", "/1/0/6 Boolean false"],
  [cbor, "/1/0/6", "f4", "/1/0/6 Boolean false"],
  [tlv, "/3/0/13", "c40d5182428f", "/3/0/13 Time 2013-05-02T10:40:15Z"],
  [tlv, "/3/0/22", "88160c4400834600004401ffffffff", "/3/0/22/0 Objlnk 33606/0\n/3/0/22/1 Objlnk none"],
  [
    tlv,
    "/1",
    "08010fc10065c40100015180c10601c10755",
    "/1/1/0 Integer 101\n/1/1/1 Integer 86400\n/1/1/6 Boolean true\n/1/1/7 String U",
  ],
  [
    tlv,
    "/3/0",
    "c8000a4c657368616e20e282acc10964c40d5182428f86064100014101058807104200f12868012c08000000012a05f200",
    `/3/0/0 String Leshan €
     /3/0/9 Integer 100
     /3/0/13 Time 2013-05-02T10:40:15Z
     /3/0/6/0 Integer 1
     /3/0/6/1 Integer 5
     /3/0/7/0 Integer -3800
     /3/0/7/300 Integer 5000000000`,
  ],
  [
    lwm2mJson,
    "/3/0",
    `text:{"bn":"/3/0/","e":[{"n":"0","sv":"Leshan €"},{"n":"9","v":100},{"n":"7/300","v":5000000000}]}`,
    "/3/0/0 String Leshan €\n/3/0/9 Integer 100\n/3/0/7/300 Integer 5000000000",
  ],
  [
    senmlJson,
    "/1",
    `text:[{"bn":"/1/","n":"1/0","v":101},{"n":"1/6","vb":true},{"n":"1/7","vs":"U"}]`,
    "/1/1/0 Integer 101\n/1/1/6 Boolean true\n/1/1/7 String U",
  ],
  [senmlCbor, "/", "82a100662f332f302f30a100622f31", "/3/0/0 empty\n/1 empty"],
];

test("what Leshan encodes is decoded, and encoded to the same bytes", () => {
  for (const [format, path, payload, lines] of same) checkBothWays(format, path, payload, lines);
});

const values = `/3303/0/5700 Float 1.5 at 2023-11-14T22:13:20.500Z\n/3303/0/5700 Float 2.5 at 2023-11-14T22:13:22.000Z`;

/** Where Leshan writes in another order, or repeats what it need not: labels as they come, half floats, decimal fractions. */
const other: readonly (readonly [format: number, path: string, payload: string, lines: string])[] = [
  [senmlCbor, "/5/0/0", "81a20843fbff0021662f352f302f30", "/5/0/0 Opaque fbff00"],
  [senmlCbor, "/1/0/6", "81a204f421662f312f302f36", "/1/0/6 Boolean false"],
  [senmlCbor, "/3/0/13", "81a2021a5182428f21672f332f302f3133", "/3/0/13 Time 2013-05-02T10:40:15Z"],
  [cbor, "/3/0/13", "c11a5182428f", "/3/0/13 Time 2013-05-02T10:40:15Z"],
  [
    senmlCbor,
    "/3/0",
    "87a3006130036a4c657368616e20e282ac21652f332f302fa2006139021864a200623133021a5182428fa20063362f300201" +
      "a20063362f310205a20063372f3002390ed7a20065372f333030021b000000012a05f200",
    `/3/0/0 String Leshan €
     /3/0/9 Integer 100
     /3/0/13 Time 2013-05-02T10:40:15Z
     /3/0/6/0 Integer 1
     /3/0/6/1 Integer 5
     /3/0/7/0 Integer -3800
     /3/0/7/300 Integer 5000000000`,
  ],
  [
    senmlCbor,
    "/3303/0/5700",
    "82a302f93e00216c2f333330332f302f3537303022c482201b00000003f5476a05" +
      "a302f94100216c2f333330332f302f3537303022c482001a6553f102",
    values,
  ],
  [
    senmlJson,
    "/3303/0/5700",
    `text:[{"bn":"/3303/0/5700","bt":1700000000.5,"v":1.5},{"bn":"/3303/0/5700","bt":1700000002,"v":2.5}]`,
    values,
  ],
  [
    lwm2mJson,
    "/3303/0/5700",
    `text:{"bn":"/3303/0/5700","e":[{"v":1.5,"t":1700000000.5},{"v":2.5,"t":1700000002}]}`,
    values,
  ],
  // Leshan writes links as texts, for which the specification has fields of their own.
  [
    senmlCbor,
    "/3/0/22",
    "82a3006130036733333630363a3021682f332f302f32322fa2006131036b36353533353a3635353335",
    `/3/0/22/0 Objlnk 33606/0
     /3/0/22/1 Objlnk none
     6 /3/0/22/0 (ExtDevInfo): expected an object link in "vlo", found the text “33606:0” in "vs".
     29 /3/0/22/1 (ExtDevInfo): expected an object link in "vlo", found the text “65535:65535” in "vs".`,
  ],
  [
    lwm2mJson,
    "/3/0/22",
    `text:{"bn":"/3/0/22/","e":[{"n":"0","sv":"33606:0"}]}`,
    `/3/0/22/0 Objlnk 33606/0
     36 /3/0/22/0 (ExtDevInfo): expected an object link in "ov", found the text “33606:0” in "sv".`,
  ],
];

test("what Leshan encodes otherwise than we do is decoded", () => {
  for (const [format, path, payload, lines] of other) checkDecode(format, path, payload, lines);
});
