import assert from "node:assert/strict";
import { test } from "node:test";
import { Scene } from "../testing/scene.js";
import { judge, locationRules, registerRules, type Holder } from "./identityRules.js";

function pskOf(holder: Holder): string | undefined {
  return holder?.kind === "psk" ? holder.identity : undefined;
}

const a: Holder = { kind: "psk", identity: "a" };
const b: Holder = { kind: "psk", identity: "b" };

test("each pair of holder and requester falls under one rule", () => {
  assert.equal(judge(registerRules, a, a), "allowed");
  assert.equal(judge(registerRules, a, b), "refused");
  assert.equal(judge(registerRules, a, undefined), "refused");
  assert.equal(judge(registerRules, undefined, a), "allowed");
  assert.equal(judge(registerRules, undefined, undefined), "allowed");
  assert.equal(judge(locationRules, a, a), "allowed");
  assert.equal(judge(locationRules, a, b), "refused");
  assert.equal(judge(locationRules, a, undefined), "refused");
  assert.equal(judge(locationRules, undefined, a), "refused");
  assert.equal(judge(locationRules, undefined, undefined), "allowed");
});

test("the same identity replaces its registration, from a new address too", async () => {
  const scene = new Scene();
  await scene.client("d").register("ep=d&lwm2m=1.1");
  const { id, registration } = scene.device("d");
  const later = scene.client("d");
  assert.equal(await later.register("ep=d&lwm2m=1.1"), "2.01");
  const device = scene.device("d");
  assert.equal(device.id, id);
  assert.notEqual(device.registration?.location, registration?.location);
  assert.equal(device.address.host, later.address.host);
  assert.deepEqual(
    scene.of("registered").map(({ isAgain }) => isAgain),
    [false, true],
  );
});

test("without security a device that has moved registers again under its name", async () => {
  const scene = new Scene();
  await scene.client().register("ep=d&lwm2m=1.1");
  assert.equal(await scene.client().register("ep=d&lwm2m=1.1"), "2.01");
  assert.equal(scene.server.devices.size, 1);
});

test("nobody takes the endpoint of another identity, and the user learns of both", async () => {
  const scene = new Scene();
  const owner = scene.client("a");
  await owner.register("ep=d&lwm2m=1.1");
  assert.match(await scene.client("b").register("ep=d&lwm2m=1.1"), /^4\.03 .*under another identity/u);
  assert.match(await scene.client().register("ep=d&lwm2m=1.1"), /^4\.03/u);
  const refused = scene.of("refused registration");
  assert.deepEqual(
    refused.map(({ cause, endpoint, identity, holder }) => [cause, endpoint, pskOf(identity), pskOf(holder)]),
    [
      ["endpoint held by another identity", "d", "b", "a"],
      ["endpoint held by another identity", "d", undefined, "a"],
    ],
  );
  assert.match(refused[0]?.explanation ?? "", /"a".*"b"/u);
  assert.equal(pskOf(scene.device("d").identity), "a");
  assert.equal(await owner.update(), "2.04");
});

test("an endpoint is free for another identity once its registration is over", async () => {
  const scene = new Scene();
  await scene.client("a").register("ep=d&lwm2m=1.1&lt=60");
  await scene.clock.advance(100_000);
  assert.equal(await scene.client("b").register("ep=d&lwm2m=1.1"), "2.01");
  assert.deepEqual(
    [...scene.server.devices.values()].map(({ identity, state }) => [pskOf(identity), state]),
    [
      ["a", "expired"],
      ["b", "online"],
    ],
  );
});

test("a proven identity goes before a claim without security", async () => {
  const scene = new Scene();
  const claimer = scene.client();
  await claimer.register("ep=d&lwm2m=1.1");
  assert.equal(await scene.client("d").register("ep=d&lwm2m=1.1"), "2.01");
  assert.equal(pskOf(scene.device("d").identity), "d");
  assert.equal(scene.of("removed").length, 1);
  assert.match(await claimer.update(), /^4\.04/u);
});

test("the same identity updates from a new session and a new address", async () => {
  const scene = new Scene();
  const client = scene.client("d");
  await client.register("ep=d&lwm2m=1.1");
  const again = scene.client("d");
  assert.equal(await again.update("", "", client.location), "2.04");
  assert.equal(scene.device("d").address.host, again.address.host);
  assert.deepEqual(scene.of("updated").at(-1)?.changed, ["address"]);
});

test("without security the location is enough to follow a device to a new address", async () => {
  const scene = new Scene();
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1");
  client.moveTo("10.0.9.9");
  assert.equal(await client.update(), "2.04");
  assert.equal(scene.device("d").address.host, "10.0.9.9");
});

test("a location is of no use to anybody else", async () => {
  const scene = new Scene();
  const owner = scene.client("a");
  await owner.register("ep=d&lwm2m=1.1");
  for (const other of [scene.client("b"), scene.client()]) {
    assert.match(await other.update("lt=1", "", owner.location), /^4\.04 There is no such registration/u);
    assert.match(await other.deregister(owner.location), /^4\.04/u);
  }
  assert.equal(scene.of("refused registration").length, 4);
  assert.ok(scene.of("refused registration").every(({ cause }) => cause === "location of another identity"));
  assert.equal(scene.device("d").registration?.lifetime, 86_400);
  assert.equal(scene.device("d").state, "online");
});

test("a location cannot be guessed by counting", async () => {
  const scene = new Scene();
  const locations = new Set<string | undefined>();
  for (let count = 0; count < 20; count++) {
    await scene.client().register(`ep=d${count}&lwm2m=1.1`);
    locations.add(scene.device(`d${count}`).registration?.location);
  }
  assert.equal(locations.size, 20);
  assert.ok([...locations].every((location) => location !== undefined && location.length >= 16));
});

test("an endpoint that is not the identity is refused, remarked on, or taken", async () => {
  const strict = new Scene({ endpointCheck: "strict" });
  assert.match(await strict.client("a").register("ep=d&lwm2m=1.1"), /^4\.03/u);
  const [refused] = strict.of("refused registration");
  assert.match(refused?.explanation ?? "", /as "d".*identity "a"/u);
  assert.equal(await strict.client("d").register("ep=d&lwm2m=1.1"), "2.01");

  const warning = new Scene();
  await warning.client("a").register("ep=d&lwm2m=1.1");
  assert.deepEqual(warning.device("d").warnings, ['The endpoint "d" is not the PSK identity "a".']);

  const off = new Scene({ endpointCheck: "off" });
  await off.client("a").register("ep=d&lwm2m=1.1");
  assert.deepEqual(off.device("d").warnings, []);
});

test("the identity takes the place of an endpoint that is missing", async () => {
  const scene = new Scene();
  assert.equal(await scene.client("d").register("lwm2m=1.1"), "2.01");
  assert.equal(pskOf(scene.device("d").identity), "d");
  assert.deepEqual(scene.device("d").warnings, []);
});

test("one identity may have several endpoints, each on its session", async () => {
  const scene = new Scene();
  const first = scene.client("shared");
  const second = scene.client("shared");
  await first.register("ep=d&lwm2m=1.1");
  await second.register("ep=e&lwm2m=1.1");
  assert.equal(scene.device("d").address.host, first.address.host);
  assert.equal(scene.device("e").address.host, second.address.host);
  assert.deepEqual(scene.of("connected"), []);
});
