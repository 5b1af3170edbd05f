import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toUtf8 } from "../../base/bytes.js";
import { codeLabel } from "../../coap/codes.js";
import { registeredDevice, request, type Example } from "../testing/exampleDevice.js";
import { published } from "../testing/exampleStore.js";

async function value({ server }: Example, path: string): Promise<string> {
  const { payload } = await server.ask(request("GET", path, { accept: 0 }));
  return toUtf8(payload ?? new Uint8Array()) ?? "";
}

/** State and result. */
async function standing(example: Example): Promise<string> {
  return `${await value(example, "/5/0/3")} ${await value(example, "/5/0/5")}`;
}

async function write({ server }: Example, path: string, contentFormat: number, payload: Uint8Array): Promise<string> {
  const { code } = await server.ask(request("PUT", path, { contentFormat, payload }));
  return codeLabel(code);
}

async function device(): Promise<Example> {
  return registeredDevice({ objects: [published(5)] });
}

test("a package that is pushed is there, and after the update the version is newer", async () => {
  const example = await device();
  const { server, clock } = example;
  assert.equal(await standing(example), "0 0");
  assert.equal(await value(example, "/3/0/3"), "1.0.0");
  assert.equal(await write(example, "/5/0/0", 42, new Uint8Array(100_000)), "2.04 Changed");
  assert.equal(await standing(example), "2 0");
  assert.equal(codeLabel((await server.ask(request("POST", "/5/0/2"))).code), "2.04 Changed");
  assert.equal(await standing(example), "3 0");
  await clock.advance(20_000);
  assert.equal(example.device.state.kind, "registered");
  assert.equal(await standing(example), "0 1");
  assert.equal(await value(example, "/3/0/3"), "1.1.0");
  assert.equal(server.received.filter(({ text }) => text.startsWith("POST /rd?")).length, 2);
});

test("a package that is pulled takes its time", async () => {
  const example = await device();
  assert.equal(await write(example, "/5/0/1", 0, fromUtf8("coap://192.0.2.9/image")), "2.04 Changed");
  assert.equal(await standing(example), "1 0");
  assert.equal(await value(example, "/5/0/1"), "coap://192.0.2.9/image");
  await example.clock.advance(11_000);
  assert.equal(await standing(example), "2 0");
});

test("a URI that is none, or of another protocol, is a result", async () => {
  const example = await device();
  await write(example, "/5/0/1", 0, fromUtf8("nonsense"));
  assert.equal(await standing(example), "0 7");
  await write(example, "/5/0/1", 0, fromUtf8("ftp://192.0.2.9/image"));
  assert.equal(await standing(example), "0 9");
});

test("an empty package or URI starts anew, also while it downloads", async () => {
  const example = await device();
  await write(example, "/5/0/0", 42, Uint8Array.of(1));
  await write(example, "/5/0/0", 42, new Uint8Array());
  assert.equal(await standing(example), "0 0");
  await write(example, "/5/0/1", 0, fromUtf8("coap://192.0.2.9/image"));
  await write(example, "/5/0/1", 0, new Uint8Array());
  await example.clock.advance(30_000);
  assert.equal(await standing(example), "0 0");
});

test("what is not possible in a state is refused", async () => {
  const example = await device();
  const { server } = example;
  assert.equal(codeLabel((await server.ask(request("POST", "/5/0/2"))).code), "4.05 Method Not Allowed");
  await write(example, "/5/0/0", 42, Uint8Array.of(1));
  assert.equal(await write(example, "/5/0/0", 42, Uint8Array.of(2)), "4.05 Method Not Allowed");
  assert.equal(await standing(example), "2 0");
  assert.equal(codeLabel((await server.ask(request("POST", "/5/0/10"))).code), "2.04 Changed");
  assert.equal(await standing(example), "0 10");
});
