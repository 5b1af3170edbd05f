import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toUtf8 } from "../../base/bytes.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import { codeLabel, codeOf } from "../../coap/codes.js";
import type { CoapRequest, CoapResponse } from "../../coap/exchange.js";
import { registeredDevice } from "../testing/exampleDevice.js";
import { published } from "../testing/exampleStore.js";

const senmlJson = contentFormatId("senml-json");

/** A composite request with records of SenML. */
function composite(
  method: "FETCH" | "iPATCH",
  records: readonly object[],
  more: Partial<CoapRequest> = {},
): CoapRequest {
  const payload = fromUtf8(JSON.stringify(records));
  return { code: codeOf(method), path: [], contentFormat: senmlJson, payload, ...more };
}

function named(...names: readonly string[]): readonly object[] {
  return names.map((n) => ({ n }));
}

function shown({ code, payload = new Uint8Array() }: CoapResponse): string {
  return `${codeLabel(code)} ${toUtf8(payload) ?? ""}`;
}

test("Read-Composite gives what is there of the places that it names, each value once", async () => {
  const { server } = await registeredDevice({ objects: [published(3308)] });
  const names = named("/3/0/0", "/3308/0/5701", "/3/0/0", "/3/7", "/0/0/0", "/4444");
  const read = await server.ask(composite("FETCH", names));
  assert.match(shown(read), /^2\.05 Content \[/u);
  const records: unknown = JSON.parse(toUtf8(read.payload ?? new Uint8Array()) ?? "");
  assert.ok(Array.isArray(records));
  assert.equal(records.length, 2);
  assert.doesNotMatch(shown(read), /\/0\/0\/0/u);
  assert.equal(shown(await server.ask(composite("FETCH", named("/4444")))), "2.05 Content []");
});

test("the root names all objects but those that hold credentials", async () => {
  const { server } = await registeredDevice({ objects: [published(3308)] });
  const read = shown(await server.ask(composite("FETCH", named("/"))));
  assert.match(read, /^2\.05 .*"\/?3308\/0\/|^2\.05 .*"bn":"\/3308/u);
  assert.doesNotMatch(read, /"\/0\//u);
});

test("a request names no more places than an observation is to keep", async () => {
  const { server } = await registeredDevice();
  const names = Array.from({ length: 1001 }, (_, index) => `/4444/0/${index}`);
  assert.match(shown(await server.ask(composite("FETCH", named(...names)))), /^4\.13 .*1000 places.*1001/u);
  assert.match(shown(await server.ask(composite("FETCH", named(...names.slice(1))))), /^2\.05 /u);
});

test("Write-Composite writes all, or nothing", async () => {
  const { server } = await registeredDevice({ objects: [published(3308)], instances: 2 });
  const values = async (): Promise<string> =>
    shown(await server.ask(composite("FETCH", named("/3308/0/5900", "/3308/1/5900"))));
  const one = { n: "/3308/0/5900", v: 11.5 };
  const before = await values();
  for (const [record, answer] of [
    [{ n: "/3308/2/5900", v: 1 }, /^4\.04 .*\/3308\/2/u],
    [{ n: "/3308/0/9999", v: 1 }, /^4\.04 .*\/3308\/0\/9999/u],
    [{ n: "/3/0/0", vs: "x" }, /^4\.05 /u],
    [{ n: "/0/0/1", vb: true }, /^4\.01 /u],
    [{ n: "/3308/1/5900", vs: "x" }, /^4\.00 /u],
    [{ n: "/3308/1/5900" }, /^4\.00 .*without a value/u],
  ] as const) {
    assert.match(shown(await server.ask(composite("iPATCH", [one, record]))), answer);
    assert.equal(await values(), before, JSON.stringify(record));
  }
  const both = [one, { n: "/3308/1/5900", v: 12.5 }];
  assert.equal(shown(await server.ask(composite("iPATCH", both))), "2.04 Changed ");
  assert.match(await values(), /"v":11\.5.*"v":12\.5/u);
});

test("composite requests in other formats, below the root or with values where names are asked are refused", async () => {
  const { server } = await registeredDevice();
  const names = named("/3/0/0");
  const tlv = contentFormatId("tlv");
  for (const [request, label] of [
    [composite("FETCH", names, { contentFormat: tlv }), /^4\.15 /u],
    [composite("iPATCH", [{ n: "/3/0/15", vs: "Asia/Tokyo" }], { contentFormat: tlv }), /^4\.15 /u],
    [composite("FETCH", names, { accept: tlv }), /^4\.06 /u],
    [composite("FETCH", names, { path: ["3"] }), /^4\.05 /u],
    [composite("iPATCH", names, { path: ["3"] }), /^4\.05 /u],
    [composite("FETCH", [{ n: "/3/0/0", vs: "x" }]), /^4\.00 /u],
    [composite("FETCH", [{ n: "/x" }]), /^4\.00 /u],
  ] as const)
    assert.match(shown(await server.ask(request)), label);
});
