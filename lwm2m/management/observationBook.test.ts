import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { fromUtf8, toHex } from "../base/bytes.js";
import type { SimulatedClock } from "../base/testing/simulatedClock.js";
import { codeOf } from "../coap/codes.js";
import type { Device } from "./device.js";
import { serverAddress, type FakeClient } from "./testing/fakeClient.js";
import { someDefinitions } from "./testing/definitions.js";
import { Scene } from "./testing/scene.js";

const path = "/3303/0/5700";

function text(value: string) {
  return { code: codeOf("Content"), contentFormat: 0, payload: fromUtf8(value) };
}

interface Set {
  readonly scene: Scene;
  readonly clock: SimulatedClock;
  readonly client: FakeClient;
  readonly device: Device;
}

async function observed(identity?: string): Promise<Set> {
  const scene = new Scene({ definitions: someDefinitions });
  const { clock } = scene;
  const client = scene.client(identity);
  client.serveText(path, "20");
  client.observable.add(path);
  await client.register("ep=d&lwm2m=1.1&lt=3600");
  const device = scene.device("d");
  const result = await clock.until(device.observe(path));
  assert.ok(result.kind === "success", inspect(result));
  assert.deepEqual(
    result.values.map(({ value }) => value.value),
    [20],
  );
  client.takeLines();
  scene.events.length = 0;
  return { scene, clock, client, device };
}

function stateOf({ observations }: Device): string | undefined {
  return observations[0]?.state;
}

const registering = "GET /3303/0/5700, observe 0, accept 112";

test("notifications bring values, and are counted", async () => {
  const { scene, client, device } = await observed();
  assert.equal(await client.notify(path, text("21.5"), 2), true);
  assert.equal(await client.notify(path, text("22"), 3), true);
  const events = scene.of("values");
  assert.deepEqual(
    events.map(({ cause, path: observedPath, values }) => [cause, observedPath, values[0]?.value.value]),
    [
      ["notification", path, 21.5],
      ["notification", path, 22],
    ],
  );
  assert.deepEqual(device.observations, [
    { path, state: "active", notifications: 3, lastAt: events[1]?.values[0]?.receivedAt },
  ]);
  assert.equal(device.values.get(path)?.value.value, 22);
});

test("objects and instances can be observed, in any format", async () => {
  const { clock, client, device } = await observed();
  client.observable.add("/3303");
  client.serve("/3303", 110, fromUtf8('[{"bn":"/3303/","n":"0/5700","v":1},{"n":"1/5700","v":2}]'));
  const result = await clock.until(device.observe("/3303", { contentFormat: 110 }));
  assert.ok(result.kind === "success");
  assert.deepEqual(client.takeLines(), ["GET /3303, observe 0, accept 110"]);
  assert.deepEqual(
    result.values.map(({ path: place }) => place),
    ["/3303/0/5700", "/3303/1/5700"],
  );
});

test("an active cancel uses the token of the observation", async () => {
  const { scene, clock, client, device } = await observed();
  const token = toHex(client.observers.get(path) ?? new Uint8Array());
  const result = await clock.until(device.cancelObservation(path));
  assert.equal(result.kind, "success");
  const [cancel] = client.seen;
  assert.match(cancel?.line ?? "", /^GET \/3303\/0\/5700, observe 1/u);
  assert.equal(toHex(cancel?.request.token ?? new Uint8Array()), token);
  assert.deepEqual(device.observations, []);
  assert.equal(scene.of("observation changed").length, 1);
});

test("a device that answers without Observe does not observe, and that is said", async () => {
  const { clock, client, device } = await observed();
  client.serveText("/3/0/9", "50");
  const result = await clock.until(device.observe("/3/0/9"));
  assert.ok(result.kind === "failed" && result.cause === "not observed");
  assert.match(result.explanation, /without the Observe option/u);
  assert.equal(device.values.get("/3/0/9")?.value.value, 50n);
  assert.deepEqual(
    device.observations.map((one) => one.path),
    [path],
  );
});

test("an observation that is refused is not remembered", async () => {
  const { clock, device } = await observed();
  const result = await clock.until(device.observe("/3/0/9"));
  assert.equal(result.kind, "refused");
  assert.equal(device.observations.length, 1);
});

test("a device that does not like the format is asked to observe without Accept", async () => {
  const { clock, client, device } = await observed();
  client.observable.add("/3/0/9");
  client.answers.set("/3/0/9", ({ accept }) => (accept === undefined ? text("5") : { code: codeOf("Not Acceptable") }));
  const result = await clock.until(device.observe("/3/0/9"));
  assert.ok(result.kind === "success");
  assert.match(result.notes[0] ?? "", /asked again without Accept/u);
  assert.equal(device.observations[1]?.state, "active");
});

test("an error in a notification ends the observation", async () => {
  const { client, device } = await observed();
  await client.notify(path, { code: codeOf("Not Found") }, 2);
  assert.equal(stateOf(device), "refused");
  assert.match(device.observations[0]?.problem ?? "", /4\.04 Not Found/u);
});

test("observations are renewed when the device registers anew", async () => {
  const { clock, client, device } = await observed();
  client.observers.clear();
  await client.register("ep=d&lwm2m=1.1");
  assert.equal(stateOf(device), "pending");
  await clock.advance(1000);
  assert.deepEqual(client.takeLines(), [registering]);
  assert.equal(stateOf(device), "active");
  assert.equal(await client.notify(path, text("30"), 2), true);
  assert.equal(device.values.get(path)?.value.value, 30);
});

test("observations are renewed when the device comes back on a new session", async () => {
  const { scene, clock, client, device } = await observed("d");
  await scene.endChannel(client.address);
  assert.equal(stateOf(device), "pending");
  const again = scene.client("d");
  again.serveText(path, "40");
  again.observable.add(path);
  await again.update("", "", client.location);
  await clock.advance(1000);
  assert.deepEqual(again.takeLines(), [registering]);
  assert.equal(stateOf(device), "active");
  assert.equal(device.values.get(path)?.value.value, 40);
});

test("observations are renewed at a new address that an Update has told", async () => {
  const { clock, client, device } = await observed();
  client.moveTo("10.0.9.9");
  await client.update();
  await clock.advance(1000);
  assert.deepEqual(client.takeLines(), [registering]);
  assert.equal(stateOf(device), "active");
});

test("an Update from the same address renews nothing that runs", async () => {
  const { clock, client } = await observed();
  await client.update();
  await clock.advance(1000);
  assert.deepEqual(client.takeLines(), []);
});

test("observations are renewed after a restart, and after the device has deregistered", async () => {
  const { scene, clock, client } = await observed();
  scene.restart();
  assert.deepEqual(scene.device("d").observations, [{ path, state: "pending", notifications: 0 }]);
  await client.update();
  await clock.advance(1000);
  assert.deepEqual(client.takeLines(), [registering]);
  await client.deregister();
  assert.equal(stateOf(scene.device("d")), "pending");
  await client.register("ep=d&lwm2m=1.1");
  await clock.advance(1000);
  assert.deepEqual(client.takeLines(), [registering]);
});

test("what is observed while the device is away is asked for when it comes back", async () => {
  const { scene, clock, client, device } = await observed();
  client.serveText("/3/0/9", "50");
  client.observable.add("/3/0/9");
  await scene.endChannel(client.address);
  const result = await clock.until(device.observe("/3/0/9"));
  assert.match(result.kind === "failed" ? result.explanation : "", /\/3\/0\/9 is observed as soon as it is back/u);
  await clock.until(device.cancelObservation(path));
  await client.update();
  await clock.advance(1000);
  assert.deepEqual(client.takeLines(), ["GET /3/0/9, observe 0, accept 112"]);
  assert.equal(stateOf(device), "active");
});

test("a restoration that meets a sleeping device goes on with its next Update", async () => {
  const { scene, clock, client, device } = await observed();
  client.observers.clear();
  await client.register("ep=d&lwm2m=1.1");
  scene.network.filter = ({ to }) => to.port !== client.address.port;
  await clock.advance(120_000);
  assert.equal(stateOf(device), "pending");
  assert.match(device.observations[0]?.problem ?? "", /asleep/u);
  scene.network.filter = () => true;
  client.takeLines();
  await client.update();
  await clock.advance(1000);
  assert.deepEqual(client.takeLines(), [registering]);
});

test("observing again asks again, and leaves one observation", async () => {
  const { clock, client, device } = await observed();
  await clock.until(device.observe(path));
  assert.deepEqual(client.takeLines(), ["GET /3303/0/5700, observe 1, accept 112", registering]);
  assert.equal(device.observations.length, 1);
  assert.equal(await client.notify(path, text("9"), 2), true);
  assert.equal(device.values.get(path)?.value.value, 9);
});

test("a notification that nobody asked for is rejected and told", async () => {
  const { scene, clock, client } = await observed();
  scene.restart();
  scene.events.length = 0;
  const notifying = client.notify(path, text("1"), 5);
  assert.equal(await clock.until(notifying), false);
  const [unexpected] = scene.of("unexpected notification");
  assert.equal(unexpected?.device, undefined);
  assert.match(unexpected?.explanation ?? "", /no device has/u);
});

test("a notification from a new address is told with the device that it probably is", async () => {
  const { scene, clock, client, device } = await observed();
  client.moveTo("10.0.9.9");
  assert.equal(await clock.until(client.notify(path, text("1"), 5)), false);
  const [unexpected] = scene.of("unexpected notification");
  assert.equal(unexpected?.device, device);
  assert.equal(unexpected.peer.host, "10.0.9.9");
  assert.match(unexpected.explanation, /belongs to "d", whose address may have changed/u);
  assert.notEqual(device.address.host, "10.0.9.9");
});

test("a notification on a new session brings an identity's device back", async () => {
  const { scene, clock, client, device } = await observed("d");
  const token = client.observers.get(path) ?? new Uint8Array();
  await scene.endChannel(client.address);
  const again = scene.client("d");
  again.serveText(path, "50");
  again.observable.add(path);
  // A NON 2.05 with Observe 7, as a device sends it that has slept through the end of its session.
  const notification = Uint8Array.of(0x50 | token.length, 0x45, 0x12, 0x34, ...token, 0x61, 7, 0xff, 0x31);
  scene.network.send({ data: notification, from: again.address, to: serverAddress });
  await clock.advance(1000);
  assert.match(scene.of("unexpected notification")[0]?.explanation ?? "", /"d" sent a notification/u);
  assert.equal(device.state, "online");
  assert.deepEqual(again.takeLines(), [registering]);
  assert.equal(device.values.get(path)?.value.value, 50);
});

test("observations of one device are limited", async () => {
  const scene = new Scene({ limits: { observations: 2 } });
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1");
  const device = scene.device("d");
  for (const id of [0, 1, 2]) {
    client.serveText(`/3/0/${id}`, "x");
    client.observable.add(`/3/0/${id}`);
  }
  for (const id of [0, 1]) assert.equal((await scene.clock.until(device.observe(`/3/0/${id}`))).kind, "success");
  const third = await device.observe("/3/0/2");
  assert.match(third.kind === "failed" ? third.explanation : "", /2 observations of one device are the most/u);
});

test("a registration that ends before the first answer is the reason that is told", async () => {
  const scene = new Scene({ definitions: someDefinitions });
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1&lt=1");
  const device = scene.device("d");
  scene.network.filter = ({ to }) => to.port !== client.address.port;
  const result = await scene.clock.until(device.observe(path));
  assert.equal(
    result.kind === "failed" && result.explanation,
    `${path} was not observed yet. The registration has expired.`,
  );
  assert.equal(stateOf(device), "pending");
});
