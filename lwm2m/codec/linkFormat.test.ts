import assert from "node:assert/strict";
import { test } from "node:test";
import { decodePayload } from "./codecs.js";
import { linkAttributes } from "./linkAttributes.js";
import { parseLinks, printLinks } from "./linkFormat.js";
import { decodeLinks } from "./linkFormatCodec.js";
import { contextAt, payloadOf } from "./testing/checkDecode.js";

/** Lists of links that print as they were written. */
const lists = [
  "",
  // RFC 6690 §5.
  "</sensors>;ct=40",
  `</sensors/temp>;rt="temperature-c";if="sensor",</sensors/light>;rt="light-lux";if="sensor"`,
  `</sensors>;ct=40;title="Sensor Index",<http://www.example.com/sensors/t123>;anchor="/sensors/temp";rel="describedby"`,
  `</firmware/v2.1>;rt="firmware";sz=262144`,
  // What LwM2M Clients register and answer.
  `</>;rt="oma.lwm2m";ct="60 110 112",</1/0>,</3>;ver=1.1,</3/0>`,
  "</3303/0>;pmin=10;pmax=60;dim=2,</3303/0/5700>;gt=50;lt=42.2;st=0.5;con=1;edge=0",
  // LwM2M TS 1.2: what a Bootstrap-Discover and a Discover answer, and the attributes of §5.1.2 that are left.
  `</>;lwm2m=1.1,</0/0>;ssid=101;uri="coaps://server_1.example.com",</0/1/>,</0/2>;ssid=102;uri="coaps://server_2.example.com"`,
  "</3/0/7>;dim=8;gt=50;lt=-42.2,</3/0>;epmin=5;epmax=10;con=0;hqmax=3,</1>;ver=1.0,</1/0>",
  `</>;rt="oma.lwm2m";ct=112;hb,</lwm2m/3/0>;obs;if="core.s"`,
  `</3/0>;obs;title="a, b; \\"c\\" <d> \\\\"`,
];

test("links are read, and print as they were written", () => {
  for (const text of lists) {
    const { links, problems } = parseLinks(text);
    assert.deepEqual(problems, [], text);
    assert.equal(printLinks(links), text);
  }
});

test("a value without quotation marks may have any character of a token of RFC 6690 §2", () => {
  const value = "a<b>!#$%&'()*+-.:/=?@[]^_`{|}~";
  assert.deepEqual(parseLinks(`</a>;x=${value},</b>`), {
    links: [
      { target: "/a", attributes: [{ name: "x", value }] },
      { target: "/b", attributes: [] },
    ],
    problems: [],
  });
});

test("a link has a target and attributes, with or without a value", () => {
  const { links } = parseLinks(` </3/0> ; ver="1.1" ;obs; title = "a,\\"b\\"" , </1> `);
  assert.deepEqual(links, [
    {
      target: "/3/0",
      attributes: [{ name: "ver", value: "1.1" }, { name: "obs" }, { name: "title", value: `a,"b"` }],
    },
    { target: "/1", attributes: [] },
  ]);
});

/** Texts that are no links: the place («) of the problem, what it says, and what is understood. */
const broken: readonly (readonly [marked: string, message: string, understood: string])[] = [
  ["</3>,«", "A link is missing here; a link starts with a path in angle brackets.", "</3>"],
  ["</3>,«,</4>", "A link is missing here; a link starts with a path in angle brackets.", "</3>,</4>"],
  ["«/3/0,</4>", "“/3/0” is no link; a link starts with a path in angle brackets.", "</4>"],
  [`«x="a,b",</4>`, `“x="a,b"” is no link; a link starts with a path in angle brackets.`, "</4>"],
  ["«</3;ver=1.1,</4>", "“</3” has no closing angle bracket.", "</3>;ver=1.1,</4>"],
  ["«</3,</4>", "“</3” has no closing angle bracket.", "</3>,</4>"],
  ["</3>;ver=1.1«</4>", "“</4>” follows the link; a semicolon or a comma is expected here.", "</3>;ver=1.1"],
  ["</3>«</4>", "“</4>” follows the link; a semicolon or a comma is expected here.", "</3>"],
  ["</3>;«;ver=1.1", "An attribute is missing here.", "</3>;ver=1.1"],
  ["</3>;«=1,</4>", "“=1” is no attribute.", "</3>,</4>"],
  ["</3>;ver=«,</4>", "A value is missing behind ver=.", `</3>;ver="",</4>`],
  [`</3>;ver=«"1.1,</4>`, '“"1.1” has no closing quotation mark.', "</3>;ver=1.1,</4>"],
  [`</3>;ver=1.1 «x,</4>`, "“x” follows the link; a semicolon or a comma is expected here.", "</3>;ver=1.1,</4>"],
];

test("behind a broken link the reading goes on, and what is wrong has its place", () => {
  for (const [marked, message, understood] of broken) {
    const { links, problems } = parseLinks(marked.replace("«", ""));
    assert.deepEqual(problems, [{ offset: marked.indexOf("«"), message }], marked);
    assert.equal(printLinks(links), understood);
  }
});

/** Values that LwM2M forbids, on links of LwM2M only, and the place of the attribute. */
const forbidden: readonly (readonly [marked: string, message: string])[] = [
  ["</3/0>;«pmin=soon", "pmin: expected a whole number of seconds, found “soon”."],
  ["</3303/0/5700>;«gt=1e3", "gt: expected a number, found “1e3”."],
  ["</3/0>;«st", "st: expected a number, found no value."],
  ["</3/0>;obs;«con=2", "con: expected 0 or 1, found “2”."],
  ["</3/0>;pmin=5;«pmin=6", "pmin is there twice in one link; it may be there once."],
  [`</1>;«ver="one"`, "ver: expected a version, such as 1.1, found “one”."],
  ["</>;«lwm2m=1", "lwm2m: expected a version, such as 1.1, found “1”."],
  [`</lwm2m/3>;«ct="a b"`, "ct: expected numbers of content formats with blanks between them, found “a b”."],
  ["</dev0/3303/0>;«obs=1", "obs: expected nothing, found “1”."],
  [`</3>;«rt=""`, "rt: expected a text, found “”."],
];

test("the attributes of LwM2M have values of their kinds; other links say what they like", () => {
  for (const [marked, message] of forbidden) {
    const text = marked.replace("«", "");
    const { links, problems } = parseLinks(text);
    assert.deepEqual(problems, [{ offset: marked.indexOf("«"), message }], marked);
    assert.equal(links.length, 1);
    assert.deepEqual(parseLinks(text.replace(/^<[^>]*>/u, "</sensors/temperature>")).problems, []);
  }
  for (const { name } of linkAttributes) {
    assert.deepEqual(parseLinks(`</sensors>;${name}=?,</sensors>;${name}`).problems, [], name);
    assert.equal(parseLinks(`</3/0>;${name}=?,</3/0>;${name}`).problems.length > 0, true, name);
  }
});

test("quotation marks without end, and floods, do not stall", () => {
  const text = `</3>;title=${`"\\"`.repeat(100_000)}`;
  assert.ok(parseLinks(text).problems.length > 0);
  assert.match(parseLinks("</3>,".repeat(30_000)).problems[0]?.message ?? "", /more than 20000 links/u);
});

test("as a payload, links come with problems counted in bytes", () => {
  const payload = payloadOf("text:</é>,x");
  const { links, entries, problems } = decodeLinks(payload);
  assert.deepEqual(links, [{ target: "/é", attributes: [] }]);
  assert.deepEqual(entries, []);
  assert.equal(problems[0]?.offset, 6);
  assert.deepEqual(decodePayload(40, payload, contextAt("/")).problems, problems);
  const broken = decodeLinks(payloadOf("3c2fff3e"));
  assert.equal(broken.links.length, 1);
  assert.match(broken.problems[0]?.message ?? "", /not UTF-8/u);
});
