import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromHex, fromUtf8 } from "../base/bytes.js";
import { codeOf } from "../coap/codes.js";
import type { DirectConnection } from "./server.js";
import type { FakeClient } from "./testing/fakeClient.js";
import { someDefinitions } from "./testing/definitions.js";
import { Scene } from "./testing/scene.js";

const name = "coap://10.0.1.1:40000";
const list =
  '</time>;title="Clock";obs,</sensors/temp%20one>;ct=0,</3/0>,</3303>;ver=1.1,</3303/0>,</1/2/3/4/5>,</.well-known/core>';

async function connected(): Promise<{ scene: Scene; client: FakeClient } & DirectConnection> {
  const scene = new Scene({ definitions: someDefinitions });
  const client = scene.client();
  client.serve("/.well-known/core", 40, fromUtf8(list));
  const session = scene.endpoint.accept(scene.transport.channelTo(client.address));
  const connection = await scene.clock.until(scene.server.connectDevice(session, { name }));
  return { scene, client, ...connection };
}

test("a CoAP server is a device with its resources, and with LwM2M's where there are such paths", async () => {
  const { scene, client, device, discovery } = await connected();
  assert.equal(discovery.kind, "success");
  assert.deepEqual(client.takeLines(), ["GET /.well-known/core, accept 40"]);
  assert.equal(device.id, "direct/coap%3A%2F%2F10.0.1.1%3A40000");
  assert.equal(device.kind, "direct");
  assert.equal(device.state, "online");
  assert.equal(device.registration, undefined);
  assert.deepEqual(device.objects, [
    { objectId: 3, instances: [0] },
    { objectId: 3303, version: "1.1", instances: [0] },
  ]);
  assert.deepEqual(
    device.plainResources.map(({ path }) => path),
    ["/time", "/sensors/temp%20one", "/.well-known/core"],
  );
  assert.deepEqual(device.plainResources[0]?.attributes, [{ name: "title", value: "Clock" }, { name: "obs" }]);
  assert.equal(scene.server.deviceOf((device.session ?? { channel: undefined }).channel ?? assert.fail()), device);
  assert.deepEqual(scene.server.exportState().devices, []);
});

test("plain resources are read, written, executed and observed by their paths", async () => {
  const { scene, client, device } = await connected();
  const { clock } = scene;
  client.takeLines();
  client.serveText("/time", "12:00");
  client.observable.add("/time");
  client.serveText("/sensors/temp one", "21");
  const read = await clock.until(device.read("/time"));
  assert.ok(read.kind === "success");
  assert.deepEqual(
    read.values.map(({ path, value }) => [path, value]),
    [["/time", { type: "String", value: "12:00" }]],
  );
  assert.equal((await clock.until(device.read("/sensors/temp%20one"))).kind, "success");
  assert.equal((await clock.until(device.observe("/time"))).kind, "success");
  await client.notify("/time", { code: codeOf("Content"), contentFormat: 0, payload: fromUtf8("12:01") }, 2);
  assert.equal(device.values.get("/time")?.value.value, "12:01");
  assert.deepEqual(
    device.observations.map(({ path, state }) => [path, state]),
    [["/time", "active"]],
  );
  client.answers.set("/led", { code: codeOf("Changed") });
  await clock.until(device.write("/led?color=r", { kind: "text", text: "on" }));
  await clock.until(device.execute("/led", "mode=on"));
  await clock.until(device.delete("/led"));
  assert.deepEqual(client.takeLines(), [
    "GET /time",
    "GET /sensors/temp one",
    "GET /time, observe 0",
    "PUT /led?color=r, format 0, 2 bytes",
    "POST /led, format 0, 7 bytes",
    "DELETE /led",
  ]);
});

test("paths of numbers are LwM2M's, with its definitions", async () => {
  const { scene, client, device } = await connected();
  client.serve("/3303/0", 110, fromUtf8('[{"bn":"/3303/0/","n":"5700","v":21.5}]'));
  const read = await scene.clock.until(device.read("/3303/0"));
  assert.ok(read.kind === "success");
  assert.deepEqual(read.values[0]?.value, { type: "Float", value: 21.5 });
  assert.equal(read.values[0].isGuess, undefined);
});

test("payloads of plain resources are read by their content formats", async () => {
  const { scene, client, device } = await connected();
  const check = async (contentFormat: number | undefined, payload: Uint8Array, expected: unknown): Promise<void> => {
    client.answers.set("/x", {
      code: codeOf("Content"),
      payload,
      ...(contentFormat === undefined ? {} : { contentFormat }),
    });
    const read = await scene.clock.until(device.read("/x"));
    assert.ok(read.kind === "success");
    assert.deepEqual(
      read.values.map(({ path, value }) => [path, value.value]),
      expected,
    );
  };
  const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();
  await check(0, fromUtf8("ä"), [["/x", "ä"]]);
  await check(0, hex("ff00"), [["/x", hex("ff00")]]);
  await check(42, fromUtf8("ab"), [["/x", hex("6162")]]);
  await check(undefined, fromUtf8("ab"), [["/x", "ab"]]);
  await check(40, fromUtf8("</a>,</b>"), [["/x", "</a>,</b>"]]);
  await check(50, fromUtf8('{"a":1}'), [["/x", '{"a":1}']]);
  await check(60, hex("1818"), [["/x", 24n]]);
  await check(60, hex("a26161016162f5"), [["/x", '{"a": 1, "b": true}']]);
  await check(60, hex("a2"), [["/x", "{}"]]);
  await check(110, fromUtf8('[{"bn":"urn:dev:1/","n":"t","v":21.5},{"n":"on","vb":true}]'), [
    ["/x/urn:dev:1/t", 21.5],
    ["/x/urn:dev:1/on", true],
  ]);
  await check(112, hex("81a200617402182a"), [["/x/t", 42n]]);
  await check(0, new Uint8Array(), [["/x", ""]]);
});

test("a CoAP server without a list of resources is a device all the same", async () => {
  const scene = new Scene();
  const client = scene.client();
  const session = scene.endpoint.accept(scene.transport.channelTo(client.address));
  const { device, discovery } = await scene.clock.until(scene.server.connectDevice(session, { name }));
  assert.equal(discovery.kind, "refused");
  assert.equal(device.state, "online");
  client.serveText("/time", "12:00");
  assert.equal((await scene.clock.until(device.read("/time"))).kind, "success");
});

test("a connection that ends leaves the device, and a new one brings it back with its observations", async () => {
  const { scene, client, device } = await connected();
  client.serveText("/time", "12:00");
  client.observable.add("/time");
  await scene.clock.until(device.observe("/time"));
  device.session?.close();
  assert.equal(device.state, "disconnected");
  assert.equal(device.observations[0]?.state, "pending");
  client.takeLines();
  const session = scene.endpoint.accept(scene.transport.channelTo(client.address));
  const again = await scene.clock.until(scene.server.connectDevice(session, { name }));
  assert.equal(again.device, device);
  await scene.clock.advance(1000);
  assert.deepEqual(client.takeLines(), ["GET /.well-known/core, accept 40", "GET /time, observe 0"]);
});

test("forgetting a direct connection closes it", async () => {
  const { scene, device } = await connected();
  const { session } = device;
  let reason = "";
  session?.onEnd((why) => {
    reason = why;
  });
  assert.equal(scene.server.forget(device.id), true);
  assert.notEqual(reason, "");
  assert.equal(scene.server.devices.size, 0);
});

test("a server that is silent is not online, and one that only acknowledges or resets is", async () => {
  for (const [answer, state, hasAnswered] of [
    [undefined, "not seen yet", false],
    ["60", "online", true],
    ["70", "online", true],
  ] as const) {
    const scene = new Scene();
    const address = { host: "10.0.1.9", port: 40_000 };
    const socket = scene.network.socket(address.host, address.port);
    socket.onDatagram(({ data, from }) => {
      // An empty message with the message ID of the request (RFC 7252 §4.1): an acknowledgment or a reset.
      const empty = fromHex(`${answer ?? ""}00`);
      if (answer !== undefined && empty !== undefined) socket.send(concatBytes(empty, data.subarray(2, 4)), from);
    });
    const session = scene.endpoint.accept(scene.transport.channelTo(address));
    const connecting = scene.server.connectDevice(session, { name, timeout: 3000 });
    const [device] = scene.server.devices.values();
    assert.equal(device?.state, "not seen yet");
    const connection = await scene.clock.until(connecting);
    assert.deepEqual([device.state, connection.hasAnswered], [state, hasAnswered], answer);
    assert.equal(scene.of("connected").length, hasAnswered ? 1 : 0);
    scene.close();
  }
});

test("connecting again over the same channel leaves observations as they run", async () => {
  const { scene, client, device } = await connected();
  client.serveText("/time", "12:00");
  client.observable.add("/time");
  await scene.clock.until(device.observe("/time"));
  client.takeLines();
  const session = scene.endpoint.accept(scene.transport.channelTo(client.address));
  assert.ok((await scene.clock.until(scene.server.connectDevice(session, { name }))).hasAnswered);
  await scene.clock.advance(1000);
  assert.deepEqual(client.takeLines(), ["GET /.well-known/core, accept 40"]);
  assert.equal(device.observations[0]?.state, "active");
});
