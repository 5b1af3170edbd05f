import { test } from "node:test";
import { checkDecode } from "./testing/checkDecode.js";

const text = 0;
const cbor = 60;
const senmlJson = 110;
const lwm2mJson = 11543;
const lwm2mCbor = 11544;
const tlv = 11542;

const link = "/3/0/22/0 Objlnk 33606/0";
const expectedText = "/3/0/22/0 (ExtDevInfo): expected an object link, such as 3303:0, found";
const expectedItem = "/3/0/22/0 (ExtDevInfo): expected an object link as text, such as 3303:0, found";

/** One object link in every spelling that clients have, with what is wrong with those that are not the specification's. */
const links: readonly (readonly [format: number, payload: string, lines: string])[] = [
  [text, "text:33606:0", link],
  [text, "text:33606/0", `${link}\n0 ${expectedText} “33606/0”.`],
  [text, "text:/33606/0", `${link}\n0 ${expectedText} “/33606/0”.`],
  [text, "text:65535:65535", "/3/0/22/0 Objlnk none"],
  [text, "text:FFFF:FFFF", "/3/0/22/0 Objlnk none"],
  [text, "text:70000:0", `/3/0/22/0 String 70000:0\n0 ${expectedText} “70000:0”.`],
  [cbor, "6733333630363a30", link],
  [cbor, "448346 0000", `${link}\n0 ${expectedItem} 4 bytes (83 46 00 00).`],
  [cbor, "82 198346 00", `${link}\n0 ${expectedItem} an array of 2 items.`],
  [cbor, "82 1a00010000 00", `0 ${expectedItem} an array of 2 items.`],
  [senmlJson, `text:[{"n":"/3/0/22/0","vlo":"33606:0"}]`, link],
  [senmlJson, `text:[{"n":"/3/0/22/0","vlo":"33606/0"}]`, `${link}\n24 ${expectedItem} the text “33606/0”.`],
  [lwm2mJson, `text:{"bn":"/3/0/22/0","e":[{"ov":"33606:0"}]}`, link],
  [lwm2mCbor, "a18403001600 6733333630363a30", link],
  [tlv, "4400 83460000", link],
];

test("an object link is understood in every spelling", () => {
  for (const [format, payload, lines] of links) checkDecode(format, "/3/0/22/0", payload, lines);
});

const boolean = "/1/0/6 (Notification Storing When Disabled or Offline): expected";

/** Values whose spelling leaves no doubt, although it is not the specification's. */
const meant: readonly (readonly [format: number, path: string, payload: string, lines: string])[] = [
  [cbor, "/1/0/6", "01", `/1/0/6 Boolean true\n0 ${boolean} true or false, found the integer 1.`],
  [cbor, "/1/0/6", "6130", `/1/0/6 Boolean false\n0 ${boolean} true or false, found the text “0”.`],
  [cbor, "/1/0/6", "02", `/1/0/6 Integer 2\n0 ${boolean} true or false, found the integer 2.`],
  [text, "/1/0/6", "text:True", `/1/0/6 Boolean true\n0 ${boolean} 0 or 1, found “True”.`],
  [text, "/3/0/9", "text:+5", "/3/0/9 Integer 5\n0 /3/0/9 (Battery Level): expected a whole number, found “+5”."],
  [text, "/5/0/0", "text:-_8", "/5/0/0 Opaque fbff\n0 /5/0/0 (Package): expected bytes in Base64, found “-_8”."],
  [text, "/5/0/0", "text:+/8", "/5/0/0 Opaque fbff"],
];

test("so are booleans, numbers and bytes", () => {
  for (const [format, path, payload, lines] of meant) checkDecode(format, path, payload, lines);
});
