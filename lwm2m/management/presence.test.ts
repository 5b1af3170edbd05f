import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../base/bytes.js";
import { contentFormatId } from "../codec/contentFormats.js";
import { codeOf } from "../coap/codes.js";
import { deviceStates } from "./device.js";
import { nextState, type DeviceHappening } from "./deviceStates.js";
import { Scene } from "./testing/scene.js";

test("every state leads where the table says", () => {
  const row = (happening: DeviceHappening): readonly string[] =>
    deviceStates.map((state) => nextState(state, happening));
  assert.deepEqual(deviceStates, ["online", "disconnected", "not seen yet", "expired", "deregistered"]);
  assert.deepEqual(row("registers"), ["online", "online", "online", "online", "online"]);
  assert.deepEqual(row("is heard"), ["online", "online", "online", "expired", "deregistered"]);
  assert.deepEqual(row("loses its channel"), [
    "disconnected",
    "disconnected",
    "not seen yet",
    "expired",
    "deregistered",
  ]);
  assert.deepEqual(row("outlives its lifetime"), ["expired", "expired", "expired", "expired", "deregistered"]);
  assert.deepEqual(row("deregisters"), ["deregistered", "deregistered", "deregistered", "expired", "deregistered"]);
});

const send = {
  code: codeOf("POST"),
  path: ["dp"],
  contentFormat: contentFormatId("senml-json"),
  payload: fromUtf8('[{"bn":"/3303/0/","n":"5700","v":21.5,"bt":1700000000}]'),
};

test("a device without its channel is disconnected, and its next message brings it back", async () => {
  const scene = new Scene();
  const client = scene.client("d");
  await client.register("ep=d&lwm2m=1.1&lt=300");
  await scene.endChannel(client.address);
  const device = scene.device("d");
  assert.equal(device.state, "disconnected");
  assert.equal(scene.of("disconnected").length, 1);
  const read = await device.read("/3/0");
  assert.equal(read.kind === "failed" && read.cause, "no session");

  const again = scene.client("d");
  assert.equal(await again.ask(send), "2.04");
  assert.equal(device.state, "online");
  assert.equal(device.address.host, again.address.host);
  assert.equal(scene.of("connected").length, 1);
});

test("the end of an old session does not disconnect a device that has a new one", async () => {
  const scene = new Scene();
  const client = scene.client("d");
  await client.register("ep=d&lwm2m=1.1");
  const again = scene.client("d");
  await again.update("", "", client.location);
  await scene.endChannel(client.address);
  assert.equal(scene.device("d").state, "online");
  assert.deepEqual(scene.of("disconnected"), []);
});

test("of several endpoints of one identity, a message that is no registration's says nothing", async () => {
  const scene = new Scene();
  await scene.client("shared").register("ep=d&lwm2m=1.1");
  await scene.client("shared").register("ep=e&lwm2m=1.1");
  assert.match(await scene.client("shared").ask(send), /^4\.04/u);
});

test("every uplink makes a device seen", async () => {
  const scene = new Scene();
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1");
  const device = scene.device("d");
  await scene.clock.advance(10_000);
  await client.ask(send);
  assert.equal(device.lastSeen, scene.clock.now() - 5);
  await scene.clock.advance(10_000);
  client.serveText("/3/0/0", "x");
  await scene.clock.until(device.read("/3/0/0"));
  assert.equal(device.lastSeen, scene.clock.now());
  assert.ok(scene.of("seen").length >= 2);
});

test("Send brings values, and needs a registration and a format", async () => {
  const scene = new Scene();
  const client = scene.client();
  assert.match(await client.ask(send), /^4\.04 .*register first/u);
  await client.register("ep=d&lwm2m=1.1", "</3303/0>");
  assert.equal(await client.ask(send), "2.04");
  const [event] = scene.of("values");
  assert.equal(event?.cause, "send");
  assert.deepEqual(event.values, [
    {
      path: "/3303/0/5700",
      value: { type: "Float", value: 21.5 },
      time: 1_700_000_000_000,
      receivedAt: scene.clock.now() - 5,
      isGuess: true,
    },
  ]);
  assert.match(await client.ask({ ...send, contentFormat: 50 }), /^4\.15/u);
  assert.match(await client.ask({ ...send, payload: fromUtf8("[{") }), /^4\.00/u);
});

test("after a restart devices are known but not seen, until they are heard", async () => {
  const scene = new Scene();
  const client = scene.client("d");
  await client.register("ep=d&lwm2m=1.2&lt=300&b=U", '</l>;rt="oma.lwm2m";ct=112,</l/3>;ver=1.1,</l/3/0>');
  const before = scene.device("d");
  await scene.clock.advance(100_000);
  const exported = JSON.stringify(scene.server.exportState());
  scene.restart();
  const device = scene.device("d");
  assert.equal(device.id, before.id);
  assert.equal(device.state, "not seen yet");
  assert.deepEqual(device.identity, { kind: "psk", identity: "d" });
  assert.deepEqual(device.objects, before.objects);
  assert.deepEqual(device.registration?.contentFormats, [112]);
  assert.equal(device.registration.rootPath, "/l");
  assert.equal(device.registration.expiresAt, before.registration?.expiresAt);
  assert.equal(device.address.host, client.address.host);
  assert.equal(exported, JSON.stringify(scene.server.exportState()));
  const read = await device.read("/3/0");
  assert.match(read.kind === "failed" ? read.explanation : "", /not been heard since this server started/u);

  assert.equal(await client.update(), "2.04");
  assert.equal(device.state, "online");
});

test("a lifetime goes on after a restart from where it was", async () => {
  const scene = new Scene();
  await scene.client().register("ep=d&lwm2m=1.1&lt=300");
  await scene.clock.advance(200_000);
  scene.restart();
  await scene.clock.advance(90_000);
  assert.equal(scene.device("d").state, "not seen yet");
  await scene.clock.advance(50_000);
  assert.equal(scene.device("d").state, "expired");
});

test("a state that makes no sense is left out, piece by piece", async () => {
  const scene = new Scene();
  for (const state of [undefined, null, 5, "x", [], {}, { version: 2, devices: [] }, { version: 1, devices: 7 }]) {
    scene.restart(state);
    assert.equal(scene.server.devices.size, 0);
  }
  const good = {
    endpoint: "d",
    host: "10.0.1.1",
    port: 1,
    registration: { location: "x", lwm2mVersion: "1.1", lifetime: 9 },
  };
  const broken = [
    null,
    3,
    {},
    { endpoint: "\ud800", host: 4, port: 1 },
    { ...good, endpoint: "e", registration: { lifetime: "x" } },
  ];
  scene.restart({
    version: 1,
    devices: [...broken, good, good, { ...good, endpoint: "f", observations: [1, "/99999999", "/3/0"] }],
  });
  assert.deepEqual(
    [...scene.server.devices.values()].map(({ name, state }) => [name, state]),
    [
      ["e", "expired"],
      ["d", "not seen yet"],
      ["f", "not seen yet"],
    ],
  );
  assert.deepEqual(
    scene.device("f").observations.map(({ path }) => path),
    ["/3/0"],
  );
  await scene.clock.advance(86_400_000);
});

test("a device that is forgotten is gone, and has to register again", async () => {
  const scene = new Scene();
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1");
  assert.equal(scene.server.forget(scene.device("d").id), true);
  assert.equal(scene.server.forget("nothing"), false);
  assert.equal(scene.server.devices.size, 0);
  assert.equal(scene.of("removed").length, 1);
  assert.match(await client.update(), /^4\.04/u);
});
