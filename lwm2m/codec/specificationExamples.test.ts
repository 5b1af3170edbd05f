import { test } from "node:test";
import type { CodecContext } from "./codec.js";
import { checkBothWays, checkDecode } from "./testing/checkDecode.js";
import { exampleDevice } from "./testing/exampleDevice.js";

const senmlRecords =
  `{"n":"1","vs":"Lightweight M2M Client"},{"n":"2","vs":"345000123"},{"n":"3","vs":"1.0"},{"n":"6/0","v":1},` +
  `{"n":"6/1","v":5},{"n":"7/0","v":3800},{"n":"7/1","v":5000},{"n":"8/0","v":125},{"n":"8/1","v":900},` +
  `{"n":"9","v":100},{"n":"10","v":15},{"n":"11/0","v":0},{"n":"13","v":1367491215},{"n":"14","vs":"+02:00"},` +
  `{"n":"16","vs":"U"}]`;

const manufacturer = "4f70656e204d6f62696c6520416c6c69616e6365";
const model = "4c69676874776569676874204d324d20436c69656e74";

const senmlCbor =
  `90a321652f332f302f0061300374${manufacturer} a20061310376${model} a2006132036933343530303031 3233a20061330363312e30` +
  "a20063362f300201 a20063362f310205 a20063372f3002190ed8 a20063372f3102191388 a20063382f3002187d a20063382f3102190384" +
  "a20061390218 64 a2006231300 20f a2006431312f300200 a2006231 33021a5182428f a200623134 03662b30323a3030 a20062313603 6155";

const lwm2mCbor =
  `a1820300ad 0074${manufacturer} 0176${model} 0269333435303030313233 0363312e30 06a200010105 07a200190ed801191388` +
  "08a200187d01190384 091864 0a0f 0ba10000 0d1a5182428f 0e662b30323a3030 106155";

test("LwM2M TS 1.2 §7.4: the Device object in every format is the same", () => {
  const text = senmlRecords.replaceAll(`"vs"`, `"sv"`);
  checkBothWays(11543, "/3/0", `text:{"bn":"/3/0/","e":[{"n":"0","sv":"Open Mobile Alliance"},${text}}`, exampleDevice);
  const json = `text:[{"bn":"/3/0/","n":"0","vs":"Open Mobile Alliance"},${senmlRecords}`;
  checkBothWays(110, "/3/0", json, exampleDevice);
  checkBothWays(112, "/3/0", senmlCbor, exampleDevice);
  checkDecode(11544, "/3/0", lwm2mCbor, exampleDevice);
});

/** Examples of LwM2M CBOR with arrays as keys, which we read, and maps in maps, which we also write. */
const nested: readonly (readonly [path: string, payload: string, lines: string])[] = [
  ["/3/0/0", `a18303000074${manufacturer}`, "/3/0/0 String Open Mobile Alliance"],
  ["/3/0/0", `bf9f030000ff74${manufacturer}ff`, "/3/0/0 String Open Mobile Alliance"],
  ["/3/0/6", "a183030006a200010105", "/3/0/6/0 Integer 1\n/3/0/6/1 Integer 5"],
  [
    "/",
    `a2820300a20074${manufacturer}0918648301000 11a00015180`,
    "/3/0/0 String Open Mobile Alliance\n/3/0/9 Integer 100\n/1/0/1 Integer 86400",
  ],
];

test("LwM2M TS 1.2 §7.4.5: paths as keys, in arrays of definite and indefinite length", () => {
  for (const [path, payload, lines] of nested) checkDecode(11544, path, payload, lines);
  checkBothWays(11544, "/3/0/0", `a103a100a10074${manufacturer}`, "/3/0/0 String Open Mobile Alliance");
  const servers =
    "a101a200a7001865011a000151800219012c03191770051a0001518006f5076155" +
    "01a7001866011a0001518002190258 03191770051a0001518006f4076155";
  const lines = [101, 102].flatMap((id, instance) => [
    `/1/${instance}/0 Integer ${id}`,
    `/1/${instance}/1 Integer 86400`,
    `/1/${instance}/2 Integer ${300 + instance * 300}`,
    `/1/${instance}/3 Integer 6000`,
    `/1/${instance}/5 Integer 86400`,
    `/1/${instance}/6 Boolean ${instance === 0}`,
    `/1/${instance}/7 String U`,
  ]);
  checkBothWays(11544, "/1", servers, lines.join("\n"));
});

/** The objects 65 and 66 of the TS, which the registry has with other resources. */
const linked: Partial<CodecContext> = {
  resource: (objectId, resourceId) => {
    const isLink = (objectId === 65 && resourceId === 0) || (objectId === 66 && resourceId === 2);
    const isNumber = objectId === 65 && resourceId === 2;
    const isMultiple = objectId === 65 && resourceId === 0;
    return { name: "R", type: isLink ? "Objlnk" : isNumber ? "Integer" : "String", operations: "RW", isMultiple };
  },
};

test("LwM2M TS 1.2 §7.4.6: an object instance with links, and the instances that they point at", () => {
  checkBothWays(
    11542,
    "/65/0",
    "88000c 440000420000 440100420001 c8010d38363133383030373535353030 c40212345678",
    "/65/0/0/0 Objlnk 66/0\n/65/0/0/1 Objlnk 66/1\n/65/0/1 String 8613800755500\n/65/0/2 Integer 305419896",
    linked,
  );
  // The TS gives a length of 35 for each instance, which has 38 bytes.
  checkBothWays(
    11542,
    "/66",
    "080026 c8000b6d79536572766963652031 c8010f496e7465726e65742e31352e323334 c40200430000" +
      "080126 c8000b6d79536572766963652032 c8010f496e7465726e65742e31352e323335 c402ffffffff",
    `/66/0/0 String myService 1
     /66/0/1 String Internet.15.234
     /66/0/2 Objlnk 67/0
     /66/1/0 String myService 2
     /66/1/1 String Internet.15.235
     /66/1/2 Objlnk none`,
    linked,
  );
  checkDecode(
    110,
    "/",
    `text:[{"bn":"/","n":"65/0/0/0","vlo":"66:0"},{"n":"65/0/0/1","vlo":"66:1"},{"n":"65/0/2","v":1},
      {"n":"66/0/2","vlo":"67:0"},{"n":"66/1/2","vlo":"FFFF:FFFF"},{"n":"67/0/0","vs":"85.76.76.84"}]`,
    `/65/0/0/0 Objlnk 66/0
     /65/0/0/1 Objlnk 66/1
     /65/0/2 Integer 1
     /66/0/2 Objlnk 67/0
     /66/1/2 Objlnk none
     /67/0/0 String 85.76.76.84`,
    linked,
  );
});

test("LwM2M TS 1.2 §7.4.3: an object that may have several instances and has one", () => {
  // The TS gives a length of 13 for the instance, which has 15 bytes.
  checkBothWays(
    11542,
    "/1",
    "08000f c10001 c40100015180 c10601 c10755",
    "/1/0/0 Integer 1\n/1/0/1 Integer 86400\n/1/0/6 Boolean true\n/1/0/7 String U",
  );
});

test("LwM2M TS 1.2 §7.4.6: historical values, and what composite operations ask for and write", () => {
  checkDecode(
    110,
    "/3303/1/5700",
    `text:[{"bn":"/3303/","bt":1425462634,"n":"1/5700","v":22.4,"t":-5},{"n":"1/5700","v":22.9,"t":-30},
      {"n":"1/5700","v":24.1,"t":-50}]`,
    `/3303/1/5700 Float 22.4 at 2015-03-04T09:50:29.000Z
     /3303/1/5700 Float 22.9 at 2015-03-04T09:50:04.000Z
     /3303/1/5700 Float 24.1 at 2015-03-04T09:49:44.000Z`,
  );
  checkBothWays(
    110,
    "/",
    `text:[{"n":"/3/0/0"},{"n":"/3/0/9"},{"n":"/1/0/1"}]`,
    "/3/0/0 empty\n/3/0/9 empty\n/1/0/1 empty",
  );
  checkBothWays(110, "/", `text:[{"n":"/"}]`, "/ empty");
  checkDecode(
    320,
    "/",
    `text:[{"bn":"/4/0/", "n":"0"}, {"n":"1"}, {"n":"2"}, {"bn":"/6/", "n":"0"}]`,
    "/4/0/0 empty\n/4/0/1 empty\n/4/0/2 empty\n/6/0 empty",
  );
  checkBothWays(
    110,
    "/",
    `text:[{"n":"/3311/0/5850","vb":false},{"n":"/3311/2/5851","v":20},{"n":"/3308/0/5900","v":18}]`,
    "/3311/0/5850 Boolean false\n/3311/2/5851 Integer 20\n/3308/0/5900 Float 18",
  );
});

test("RFC 8790 §3: records that ask, that write, and that remove", () => {
  const prefix = "2001:db8::2";
  const ask = `text:[{"bn":"2001:db8::2/3311/0/", "n":"5850"}, {"n":"5851"}]`;
  checkDecode(320, "/3311/0", ask, "/3311/0/5850 empty\n/3311/0/5851 empty", { prefix });
  const write = `text:[{"bn":"2001:db8::2/3311/0/", "n":"5850", "vb":false}, {"n":"5851", "v":10}]`;
  checkDecode(320, "/3311/0", write, "/3311/0/5850 Boolean false\n/3311/0/5851 Integer 10", { prefix });
  const remove = `text:[{"bn":"2001:db8::2/3311/0/", "n":"5850", "v":null}, {"n":"5851", "v":null}]`;
  checkDecode(320, "/3311/0", remove, "/3311/0/5850 removed\n/3311/0/5851 removed", { prefix });
  checkBothWays(
    320,
    "/3/0",
    `text:[{"bn":"/3/0/","n":"9","v":7},{"n":"6/0"},{"n":"6/1","v":null}]`,
    "/3/0/9 Integer 7\n/3/0/6/0 empty\n/3/0/6/1 removed",
  );
  checkBothWays(322, "/", "82a200662f332f302f390207a200682f332f302f362f3102f6", "/3/0/9 Integer 7\n/3/0/6/1 removed");
});
