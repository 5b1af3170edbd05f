import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../../test/fixtures/registry.js";
import { fromUtf8, toUtf8 } from "../../base/bytes.js";
import { decodePayload, encodeEntries } from "../../codec/codecs.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import { codeLabel } from "../../coap/codes.js";
import type { CoapRequest, CoapResponse } from "../../coap/exchange.js";
import type { Value } from "../../data/value.js";
import type { ObjectDefinition, ResourceDefinition } from "../../definition/model.js";
import { registeredDevice, request } from "../testing/exampleDevice.js";
import { published } from "../testing/exampleStore.js";
import type { ExampleServer } from "../testing/exampleServer.js";

const text = contentFormatId("text");
const links = contentFormatId("link-format");
const senmlJson = contentFormatId("senml-json");
const senmlCbor = contentFormatId("senml-cbor");
const tlv = contentFormatId("tlv");

function lookUp(objectId: number, resourceId: number): ResourceDefinition | undefined {
  return testRegistry()
    .object(objectId)
    ?.resources.find(({ id }) => id === resourceId);
}

/** Asserts the code of an answer; the diagnostic shows if it is another. */
function checkCode(response: CoapResponse, label: string, diagnostic?: RegExp): void {
  const shown = response.contentFormat === undefined ? (toUtf8(response.payload ?? new Uint8Array()) ?? "") : "";
  assert.equal(codeLabel(response.code), label, shown);
  if (diagnostic !== undefined) assert.match(shown, diagnostic);
}

async function checkAnswer(
  server: ExampleServer,
  asked: CoapRequest,
  label: string,
  diagnostic?: RegExp,
): Promise<void> {
  checkCode(await server.ask(asked), label, diagnostic);
}

async function readText(server: ExampleServer, path: string): Promise<string | undefined> {
  const response = await server.ask(request("GET", path, { accept: text }));
  checkCode(response, "2.05 Content");
  return toUtf8(response.payload ?? new Uint8Array());
}

function written(value: string): Partial<CoapRequest> {
  return { contentFormat: text, payload: fromUtf8(value) };
}

function senml(records: readonly object[]): Partial<CoapRequest> {
  return { contentFormat: senmlJson, payload: fromUtf8(JSON.stringify(records)) };
}

test("every published object can be read in every format and decoded without a problem", async () => {
  // One version of each, in groups that one device can have.
  const objects = testRegistry().objects.filter(({ id }) => ![0, 1, 3, 21].includes(id));
  const { server } = await registeredDevice({ objects, lifetime: 86_400 });
  for (const { id } of objects) {
    for (const accept of [undefined, senmlJson, senmlCbor, tlv]) {
      const response = await server.ask(request("GET", `/${id}`, accept === undefined ? {} : { accept }));
      checkCode(response, "2.05 Content");
      assert.equal(response.contentFormat, accept ?? senmlCbor);
      const ctx = { basePath: { objectId: id }, resource: lookUp };
      const decoded = decodePayload(response.contentFormat, response.payload ?? new Uint8Array(), ctx);
      assert.deepEqual(decoded.problems, [], `/${id} in ${accept ?? "no format"}`);
    }
  }
});

test("a read tells values, instances and resource instances", async () => {
  const { server } = await registeredDevice({ objects: [published(3303)], instances: 2 });
  assert.equal(await readText(server, "/3/0/0"), "LwM2M Workbench");
  assert.equal(await readText(server, "/3/0/6/1"), "5");
  const response = await server.ask(request("GET", "/3303", { accept: senmlJson }));
  const names = [...(toUtf8(response.payload ?? new Uint8Array()) ?? "").matchAll(/"n":"([^"]*)"/gu)];
  assert.ok(names.length > 10);
});

test("what cannot be read is refused as the specification says", async () => {
  const { server } = await registeredDevice({ objects: [published(3303), published(5)] });
  await checkAnswer(server, request("GET", "/"), "4.05 Method Not Allowed");
  await checkAnswer(server, request("GET", "/0"), "4.01 Unauthorized");
  await checkAnswer(server, request("GET", "/0/0/5"), "4.01 Unauthorized");
  await checkAnswer(server, request("GET", "/21"), "4.01 Unauthorized");
  await checkAnswer(server, request("GET", "/3304"), "4.04 Not Found", /object \/3304/u);
  await checkAnswer(server, request("GET", "/3303/7"), "4.04 Not Found", /object instance/u);
  await checkAnswer(server, request("GET", "/3303/0/1"), "4.04 Not Found");
  await checkAnswer(server, request("GET", "/3303/0/5700/0"), "4.04 Not Found");
  await checkAnswer(server, request("GET", "/3/0/6/9"), "4.04 Not Found");
  await checkAnswer(server, request("GET", "/3/0/4"), "4.05 Method Not Allowed");
  await checkAnswer(server, request("GET", "/5/0/0"), "4.05 Method Not Allowed");
  await checkAnswer(server, request("GET", "/3/0", { accept: text }), "4.06 Not Acceptable");
  await checkAnswer(server, request("GET", "/3/0/6", { accept: text }), "4.06 Not Acceptable");
  await checkAnswer(server, request("GET", "/3/0/0", { accept: 50 }), "4.06 Not Acceptable");
  await checkAnswer(server, request("GET", "/.well-known/core"), "4.04 Not Found");
});

test("a value that a server has written stays as written", async () => {
  const { clock, server } = await registeredDevice({ objects: [published(3308), published(3306)] });
  await checkAnswer(server, request("PUT", "/3308/0/5900", written("21.5")), "2.04 Changed");
  await checkAnswer(server, request("PUT", "/3306/0/5850", written("1")), "2.04 Changed");
  await clock.advance(7_200_000);
  assert.equal(await readText(server, "/3308/0/5900"), "21.5");
  assert.equal(await readText(server, "/3306/0/5850"), "1");
});

test("the device's time can be set, and runs on", async () => {
  const { clock, server } = await registeredDevice();
  await checkAnswer(server, request("PUT", "/3/0/13", written("1000000000")), "2.04 Changed");
  await clock.advance(60_000);
  const time = Number(await readText(server, "/3/0/13"));
  assert.ok(time >= 1_000_000_060 && time < 1_000_000_065, `${time}`);
});

test("what cannot be written is refused, with the reason", async () => {
  const { server } = await registeredDevice({ objects: [published(3306), published(3303)] });
  await checkAnswer(server, request("PUT", "/3303/0/5700", written("1")), "4.05 Method Not Allowed");
  await checkAnswer(server, request("PUT", "/3306/0/5851", written("101")), "4.00 Bad Request", /Dimmer.*0 to 100/u);
  await checkAnswer(server, request("PUT", "/3306/0/5851", written("half")), "4.00 Bad Request");
  await checkAnswer(server, request("PUT", "/3306/0/5851", { contentFormat: 50 }), "4.15 Unsupported Content-Format");
  await checkAnswer(server, request("PUT", "/0/0/0", written("x")), "4.01 Unauthorized");
  await checkAnswer(server, request("PUT", "/3306", senml([])), "4.05 Method Not Allowed");
  await checkAnswer(server, request("PUT", "/3306/5/5850", written("1")), "4.04 Not Found");
});

test("a partial update leaves the rest, a replacement does not, and neither does half of it", async () => {
  const { server } = await registeredDevice({ objects: [published(3306)] });
  const update = senml([
    { bn: "/3306/0/", n: "5850", vb: true },
    { n: "5851", v: 30 },
  ]);
  await checkAnswer(server, request("POST", "/3306/0", update), "2.04 Changed");
  assert.equal(await readText(server, "/3306/0/5851"), "30");
  assert.equal(await readText(server, "/3306/0/5750"), "Actuation");

  const wrong = senml([
    { bn: "/3306/0/", n: "5850", vb: false },
    { n: "5851", v: 300 },
  ]);
  await checkAnswer(server, request("POST", "/3306/0", wrong), "4.00 Bad Request");
  assert.equal(await readText(server, "/3306/0/5850"), "1");

  const replacement = senml([
    { bn: "/3306/0/", n: "5850", vb: false },
    { n: "26241", vs: "a resource that the device does not know" },
  ]);
  await checkAnswer(server, request("PUT", "/3306/0", replacement), "2.04 Changed");
  assert.equal(await readText(server, "/3306/0/5850"), "0");
  await checkAnswer(server, request("GET", "/3306/0/5851"), "4.04 Not Found");
});

const flags: ObjectDefinition = {
  ...published(3306),
  id: 42_769,
  name: "Flags",
  resources: [
    {
      id: 1,
      name: "Colors",
      operations: "RW",
      isMultiple: true,
      isMandatory: true,
      type: "String",
      range: "",
      units: "",
      description: undefined,
    },
    {
      id: 2,
      name: "Image",
      operations: "RW",
      isMultiple: false,
      isMandatory: false,
      type: "Opaque",
      range: "",
      units: "",
      description: undefined,
    },
    {
      id: 3,
      name: "Friend",
      operations: "RW",
      isMultiple: false,
      isMandatory: false,
      type: "Objlnk",
      range: "",
      units: "",
      description: undefined,
    },
  ],
};

test("instances of a multiple resource are replaced, added and written alone", async () => {
  const { server } = await registeredDevice({ objects: [flags] });
  const colors = senml([
    { n: "/42769/0/1/1", vs: "Yellow" },
    { n: "/42769/0/1/3", vs: "Blue" },
  ]);
  await checkAnswer(server, request("PUT", "/42769/0/1", colors), "2.04 Changed");
  await checkAnswer(server, request("GET", "/42769/0/1/0"), "4.04 Not Found");
  await checkAnswer(server, request("POST", "/42769/0/1", senml([{ n: "/42769/0/1/0", vs: "Red" }])), "2.04 Changed");
  await checkAnswer(server, request("PUT", "/42769/0/1/3", written("Green")), "2.04 Changed");
  await checkAnswer(server, request("PUT", "/42769/0/1/9", written("Black")), "4.04 Not Found");
  const values: (string | undefined)[] = [];
  for (const id of [0, 1, 3]) values.push(await readText(server, `/42769/0/1/${id}`));
  assert.deepEqual(values, ["Red", "Yellow", "Green"]);
});

test("a link may lead to what is there, or nowhere", async () => {
  const { server } = await registeredDevice({ objects: [flags] });
  for (const link of ["3:0", "42769:0", "3:65535", "65535:65535"]) {
    await checkAnswer(server, request("PUT", "/42769/0/3", written(link)), "2.04 Changed");
  }
  await checkAnswer(server, request("PUT", "/42769/0/3", written("3303:0")), "4.00 Bad Request", /3303:0/u);
});

test("a resource has room for so many instances and no more", async () => {
  const { server } = await registeredDevice({ objects: [flags] });
  const many = senml(Array.from({ length: 300 }, (_, id) => ({ n: `/42769/0/1/${id}`, vs: "x" })));
  await checkAnswer(server, request("PUT", "/42769/0/1", many), "4.13 Request Entity Too Large", /256 instances/u);
});

test("a lifetime of nothing is refused", async () => {
  const { server } = await registeredDevice();
  await checkAnswer(server, request("PUT", "/1/0/1", written("0")), "4.00 Bad Request", /at least a second/u);
});

test("a megabyte can be written and read, block by block", async () => {
  const { server } = await registeredDevice({ objects: [flags] });
  const image = Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 251);
  const opaque = contentFormatId("opaque");
  await checkAnswer(server, request("PUT", "/42769/0/2", { contentFormat: opaque, payload: image }), "2.04 Changed");
  const response = await server.ask(request("GET", "/42769/0/2", { accept: opaque }));
  assert.ok(Buffer.from(response.payload ?? []).equals(Buffer.from(image)));
});

test("instances are created with an ID of the server's or the client's, and deleted; the registration follows", async () => {
  const { clock, server } = await registeredDevice({ objects: [flags] });
  const named = await server.ask(request("POST", "/42769", senml([{ n: "/42769/7/1/0", vs: "White" }])));
  checkCode(named, "2.01 Created");
  assert.deepEqual(named.locationPath, ["42769", "7"]);
  assert.equal(await readText(server, "/42769/7/1/0"), "White");
  await checkAnswer(server, request("GET", "/42769/7/1/1"), "4.04 Not Found");

  const entry = { path: { objectId: 42_769, objectInstanceId: 0, resourceId: 1, resourceInstanceId: 0 } };
  const value: Value = { type: "String", value: "Gray" };
  const resource = (_: number, id: number): ResourceDefinition | undefined =>
    flags.resources.find((one) => one.id === id);
  const basePath = { objectId: 42_769, objectInstanceId: 0 };
  const { payload = new Uint8Array() } = encodeEntries(tlv, [{ ...entry, value }], { basePath, resource });
  const unnamed = await server.ask(request("POST", "/42769", { contentFormat: tlv, payload }));
  checkCode(unnamed, "2.01 Created");
  assert.deepEqual(unnamed.locationPath, ["42769", "1"]);
  assert.equal(await readText(server, "/42769/1/1/0"), "Gray");

  const empty = await server.ask(request("POST", "/42769"));
  assert.deepEqual(empty.locationPath, ["42769", "2"]);
  await checkAnswer(server, request("POST", "/42769", senml([{ n: "/42769/7/1/0", vs: "again" }])), "4.00 Bad Request");

  await clock.advance(1000);
  assert.match(server.received.at(-1)?.payload ?? "", /<\/42769\/0>,<\/42769\/7>,<\/42769\/1>,<\/42769\/2>$/u);
  await checkAnswer(server, request("DELETE", "/42769/7"), "2.02 Deleted");
  await checkAnswer(server, request("DELETE", "/42769/7"), "4.04 Not Found");
  await clock.advance(1000);
  assert.doesNotMatch(server.received.at(-1)?.payload ?? "", /42769\/7/u);
});

test("objects with a single instance, and those of the enabler, are neither created nor deleted", async () => {
  const { server } = await registeredDevice({ objects: [published(6), published(3303)] });
  await checkAnswer(server, request("POST", "/6", senml([])), "4.05 Method Not Allowed");
  await checkAnswer(server, request("POST", "/1", senml([])), "4.05 Method Not Allowed");
  await checkAnswer(server, request("DELETE", "/3/0"), "4.05 Method Not Allowed");
  await checkAnswer(server, request("DELETE", "/1/0"), "4.05 Method Not Allowed");
  await checkAnswer(server, request("DELETE", "/3303"), "4.05 Method Not Allowed");
  await checkAnswer(server, request("DELETE", "/3303/0/5700"), "4.05 Method Not Allowed");
  await checkAnswer(server, request("DELETE", "/"), "4.05 Method Not Allowed");
});

test("what is executable can be executed, with arguments that are such", async () => {
  const { clock, server } = await registeredDevice({ objects: [published(3303), published(3306)] });
  await clock.advance(3_600_000);
  assert.notEqual(await readText(server, "/3303/0/5601"), await readText(server, "/3303/0/5602"));
  await checkAnswer(server, request("POST", "/3303/0/5605"), "2.04 Changed");
  assert.equal(await readText(server, "/3303/0/5601"), await readText(server, "/3303/0/5602"));
  await checkAnswer(server, request("POST", "/3303/0/5605", written("0='a',1")), "2.04 Changed");
  await checkAnswer(server, request("POST", "/3303/0/5605", written("a")), "4.00 Bad Request");
  await checkAnswer(server, request("POST", "/3303/0/5605", { contentFormat: tlv }), "4.15 Unsupported Content-Format");
  await checkAnswer(server, request("POST", "/3303/0/5700"), "4.05 Method Not Allowed");
  await checkAnswer(server, request("POST", "/3303/0/9999"), "4.04 Not Found");
  await checkAnswer(server, request("POST", "/3/0/12"), "2.04 Changed");
  assert.equal(await readText(server, "/3/0/11/0"), "0");
});

test("a factory reset forgets what was written", async () => {
  const { clock, server } = await registeredDevice({ objects: [published(3308)] });
  const before = await readText(server, "/3308/0/5900");
  await checkAnswer(server, request("PUT", "/3308/0/5900", written("99.5")), "2.04 Changed");
  await checkAnswer(server, request("POST", "/3/0/5"), "2.04 Changed");
  await clock.advance(20_000);
  assert.equal(await readText(server, "/3308/0/5900"), before);
});

test("Discover lists what is there, with versions, dimensions, the server and attributes", async () => {
  const { server } = await registeredDevice({ objects: [flags] });
  const discover = async (path: string): Promise<string> => {
    const response = await server.ask(request("GET", path, { accept: links }));
    checkCode(response, "2.05 Content");
    assert.equal(response.contentFormat, links);
    return toUtf8(response.payload ?? new Uint8Array()) ?? "";
  };
  await checkAnswer(server, request("PUT", "/3?pmin=10"), "2.04 Changed");
  await checkAnswer(server, request("PUT", "/3/0?pmax=60"), "2.04 Changed");
  await checkAnswer(server, request("PUT", "/3/0/7?gt=50&lt=42.2"), "2.04 Changed");
  assert.equal(await discover("/3/0/7"), "</3/0/7>;dim=2;pmin=10;pmax=60;gt=50;lt=42.2,</3/0/7/0>,</3/0/7/1>");
  const object = await discover("/3");
  assert.ok(object.startsWith("</3>;ver=1.1;pmin=10,</3/0>;pmax=60,</3/0/0>,"), object);
  assert.ok(object.includes("</3/0/7>;dim=2;gt=50;lt=42.2,"), object);
  assert.ok((await discover("/1")).startsWith("</1>;ver=1.1,</1/0>;ssid=123,</1/0/0>,"));
  assert.equal(await discover("/42769/0"), "</42769/0>,</42769/0/1>;dim=2,</42769/0/2>,</42769/0/3>");
  await checkAnswer(server, request("PUT", "/3?pmin"), "2.04 Changed");
  assert.equal(await discover("/3/0/7/1"), "</3/0/7/1>;pmax=60;gt=50;lt=42.2");
  await checkAnswer(server, request("GET", "/0", { accept: links }), "4.01 Unauthorized");
  await checkAnswer(server, request("GET", "/8", { accept: links }), "4.04 Not Found");
});

test("attributes that make no sense are refused", async () => {
  const { server } = await registeredDevice({ objects: [published(3303)] });
  await checkAnswer(server, request("PUT", "/3303/0/5700?pmin=soon"), "4.00 Bad Request", /pmin must be/u);
  await checkAnswer(server, request("PUT", "/3303/0/5700?color=red"), "4.00 Bad Request");
  await checkAnswer(server, request("PUT", "/3303/0/5700?lt=30&gt=20"), "4.00 Bad Request", /lt \(30\) must be less/u);
  await checkAnswer(server, request("PUT", "/3303/0/5700?lt=10&gt=20&st=6"), "4.00 Bad Request");
  await checkAnswer(server, request("PUT", "/3303/0?gt=20"), "4.00 Bad Request");
  await checkAnswer(server, request("PUT", "/3303/0/5701?gt=20"), "4.00 Bad Request");
  await checkAnswer(server, request("PUT", "/3303/0/5605?pmin=1"), "4.05 Method Not Allowed");
  await checkAnswer(server, request("PUT", "/3303/9?pmin=1"), "4.04 Not Found");
  await checkAnswer(server, request("PUT", "/0?pmin=1"), "4.01 Unauthorized");
});

test("a multiple resource without instances is told where the format has a form for that", async () => {
  const { server } = await registeredDevice({ objects: [flags] });
  const bare = { contentFormat: tlv, payload: Uint8Array.of(0x80, 1) };
  await checkAnswer(server, request("PUT", "/42769/0/1", bare), "2.04 Changed");
  const inTlv = await server.ask(request("GET", "/42769/0/1", { accept: tlv }));
  assert.deepEqual(inTlv.payload, bare.payload);
  // A SenML record has to have a value (RFC 8428 §4.2).
  const inSenml = await server.ask(request("GET", "/42769/0/1", { accept: senmlJson }));
  assert.equal(toUtf8(inSenml.payload ?? new Uint8Array()), "[]");
});
