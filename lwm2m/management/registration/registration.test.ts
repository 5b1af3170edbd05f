import assert from "node:assert/strict";
import { test } from "node:test";
import { Scene } from "../testing/scene.js";

/** Registers a client and says what came of it. */
async function checkRegister(query: string, list: string, expected: { answer: RegExp; warnings?: readonly RegExp[] }) {
  const scene = new Scene();
  const answer = await scene.client().register(query, list);
  assert.match(answer, expected.answer, query);
  if (!answer.startsWith("2.01")) {
    assert.equal(scene.server.devices.size, 0, query);
    assert.equal(scene.of("refused registration").length, 1, query);
    return scene;
  }
  const { warnings } = scene.device("d");
  const wanted = expected.warnings ?? [];
  assert.equal(warnings.length, wanted.length, `${query}: ${warnings.join(" | ")}`);
  for (const [index, pattern] of wanted.entries()) assert.match(warnings[index] ?? "", pattern, query);
  return scene;
}

test("a Register is taken with everything it says", async () => {
  const list =
    '</lwm2m>;rt="oma.lwm2m";ct="60 110 112",</lwm2m/1/0>,</lwm2m/3>;ver="1.2",</lwm2m/3/0>,</lwm2m/3303>;ver=1.1';
  const scene = await checkRegister("ep=d&lt=300&lwm2m=1.1&b=U&Q&sms=49123", list, { answer: /^2\.01$/u });
  const device = scene.device("d");
  const { location, ...rest } = device.registration ?? { location: "" };
  assert.match(location, /^[\w-]{16}$/u);
  assert.deepEqual(rest, {
    lwm2mVersion: "1.1",
    lifetime: 300,
    binding: "U",
    isQueueMode: true,
    smsNumber: "49123",
    rootPath: "/lwm2m",
    contentFormats: [60, 110, 112],
    registeredAt: scene.clock.now() - 5,
    renewedAt: scene.clock.now() - 5,
    expiresAt: scene.clock.now() - 5 + 300_000,
  });
  assert.deepEqual(device.objects, [
    { objectId: 1, instances: [0] },
    { objectId: 3, version: "1.2", instances: [0] },
    { objectId: 3303, version: "1.1", instances: [] },
  ]);
  assert.equal(device.state, "online");
  assert.equal(device.versionOf(1), "1.1");
  assert.equal(device.versionOf(3), "1.2");
});

test("what is left out has the value that the specification gives", async () => {
  const scene = await checkRegister("ep=d&lwm2m=1.2", "</3/0>", { answer: /^2\.01$/u });
  const { registration } = scene.device("d");
  assert.equal(registration?.lifetime, 86_400);
  assert.equal(registration.binding, undefined);
  assert.equal(registration.isQueueMode, false);
  assert.equal(registration.contentFormats, undefined);
});

test("a Register that makes no sense is refused with a diagnostic", async () => {
  await checkRegister("lt=300&lwm2m=1.1", "</3/0>", { answer: /^4\.00 The parameter ep is missing/u });
  await checkRegister("ep=d&lt=abc&lwm2m=1.1", "</3/0>", { answer: /^4\.00 lt=abc is no lifetime/u });
  await checkRegister("ep=d&lt=-1&lwm2m=1.1", "</3/0>", { answer: /^4\.00 lt=-1 is no lifetime/u });
  await checkRegister("ep=d&lwm2m=x", "</3/0>", { answer: /^4\.00 lwm2m=x is no version/u });
  await checkRegister("ep=d&lwm2m=1.1", "complete nonsense", { answer: /^4\.00 The body is no list of links/u });
  await checkRegister("ep=a\u0007&lwm2m=1.1", "</3/0>", { answer: /^4\.00 .*control characters/u });
});

test("an enabler version that is not spoken is refused with 4.12, so that the client can fall back", async () => {
  const scene = await checkRegister("ep=d&lwm2m=2.0", "</3/0>", { answer: /^4\.12 LwM2M 2\.0 is not supported/u });
  const [refused] = scene.of("refused registration");
  assert.equal(refused?.cause, "unsupported version");
  assert.equal(refused.endpoint, "d");
  assert.match(refused.explanation, /1\.0, 1\.1 and 1\.2/u);
});

test("what is odd is taken, and the device says so", async () => {
  const ok = /^2\.01$/u;
  await checkRegister("ep=d", "</3/0>", { answer: ok, warnings: [/lwm2m is missing, so LwM2M 1\.0 is assumed/u] });
  await checkRegister("ep=d&lwm2m=1.1&et=x", "</3/0>", { answer: ok, warnings: [/"et=x" is not one of LwM2M's/u] });
  await checkRegister("ep=d&lwm2m=1.1&ep=e", "</3/0>", { answer: ok, warnings: [/ep is there more than once/u] });
  await checkRegister("ep=d&lwm2m=1.1&b=Z", "</3/0>", { answer: ok, warnings: [/b=Z is no binding/u] });
  await checkRegister("ep=d&lwm2m=1.1&lt=0", "</3/0>", {
    answer: ok,
    warnings: [/without end only since LwM2M 1\.2/u],
  });
  await checkRegister("ep=d&lwm2m=1.2&lt=0", "</3/0>", { answer: ok });
  await checkRegister("ep=d&lwm2m=1.1", "", { answer: ok, warnings: [/lists no objects/u] });
  await checkRegister("ep=d&lwm2m=1.1", "</3/0>,oops,</1/0>", { answer: ok, warnings: [/At byte 7 .*oops/u] });
  await checkRegister("ep=d&lwm2m=1.1", "</0/0>,</3/0>", { answer: ok, warnings: [/“\/0\/0” must not be listed/u] });
  await checkRegister("ep=d&lwm2m=1.1", "</3/0/1>", { answer: ok, warnings: [/names a resource/u] });
  await checkRegister("ep=d&lwm2m=1.1", "</99999/0>,</3/0>", { answer: ok, warnings: [/“\/99999\/0” is no path/u] });
  await checkRegister("ep=d&lwm2m=1.1", "</3>;ver=one,</3/0>", {
    answer: ok,
    warnings: [/ver: expected a version, such as 1\.1, found “one”/u],
  });
  await checkRegister("ep=d&lwm2m=1.1", '</x>;rt="oma.lwm2m",</3/0>', {
    answer: ok,
    warnings: [/not below the alternate/u],
  });
});

test("half a bad list keeps its good half", async () => {
  const scene = new Scene();
  await scene.client().register("ep=d&lwm2m=1.1", "</3/0>;;;,<<>>,</1/0>,</4/0");
  assert.deepEqual(
    scene.device("d").objects.map(({ objectId }) => objectId),
    [1, 3, 4],
  );
});

test("an Update changes what it names and nothing else", async () => {
  const scene = new Scene();
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1&lt=300&b=U", "</1/0>,</3/0>");
  const before = scene.device("d").registration;
  assert.equal(await client.update(), "2.04");
  assert.deepEqual(scene.of("updated").at(-1)?.changed, []);
  assert.equal(await client.update("lt=600", "</1/0>,</3303/0>,</3303/1>"), "2.04");
  assert.deepEqual(scene.of("updated").at(-1)?.changed, ["lifetime", "objects"]);
  const device = scene.device("d");
  assert.equal(device.registration?.lifetime, 600);
  assert.equal(device.registration.binding, before?.binding);
  assert.equal(device.registration.location, before?.location);
  assert.deepEqual(device.objects, [
    { objectId: 1, instances: [0] },
    { objectId: 3303, instances: [0, 1] },
  ]);
  assert.match(await client.update("lt=x"), /^4\.00/u);
  assert.equal(device.registration.lifetime, 600);
});

test("an Update without the root link stays below the alternate path", async () => {
  const scene = new Scene();
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1", '</l>;rt="oma.lwm2m";ct=110,</l/3/0>');
  await client.update("", "</l/3/0>,</l/5/0>");
  const { registration, objects } = scene.device("d");
  assert.equal(registration?.rootPath, "/l");
  assert.deepEqual(registration.contentFormats, [110]);
  assert.deepEqual(
    objects.map(({ objectId }) => objectId),
    [3, 5],
  );
});

test("a De-register ends the registration", async () => {
  const scene = new Scene();
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1");
  assert.equal(await client.deregister(), "2.02");
  assert.equal(scene.device("d").state, "deregistered");
  assert.equal(scene.of("deregistered").length, 1);
  assert.match(await client.update(), /^4\.04/u);
  assert.match(await client.deregister(), /^4\.04/u);
  assert.equal(await client.register("ep=d&lwm2m=1.1"), "2.01");
  assert.equal(scene.device("d").state, "online");
});

test("a lifetime ends with a short grace, and a late Update gets 4.04", async () => {
  const scene = new Scene();
  const client = scene.client();
  await client.register("ep=d&lwm2m=1.1&lt=60");
  await scene.clock.advance(50_000);
  assert.equal(await client.update(), "2.04");
  await scene.clock.advance(62_000);
  assert.equal(scene.device("d").state, "online");
  await scene.clock.advance(8_000);
  assert.equal(scene.device("d").state, "expired");
  assert.equal(scene.of("expired").length, 1);
  assert.match(await client.update(), /^4\.04 There is no such registration/u);
  assert.equal(scene.of("refused registration").at(-1)?.cause, "unknown location");
  assert.equal(await client.register("ep=d&lwm2m=1.1&lt=60"), "2.01");
  assert.equal(scene.device("d").state, "online");
  assert.equal(scene.server.devices.size, 1);
});

test("a lifetime of many years, or without end, needs no timer that is longer than one can be", async () => {
  const scene = new Scene();
  await scene.client().register("ep=d&lwm2m=1.2&lt=4294967295");
  await scene.client().register("ep=e&lwm2m=1.2&lt=0");
  await scene.clock.advance(40 * 86_400_000);
  assert.equal(scene.device("d").state, "online");
  assert.equal(scene.device("e").state, "online");
  assert.equal(scene.device("e").registration?.expiresAt, undefined);
});

test("a bootstrap request is answered with what is wrong", async () => {
  const scene = new Scene();
  const client = scene.client();
  assert.match(await client.ask({ code: 2, path: ["bs"], query: ["ep=d"] }), /^4\.04 .*not a Bootstrap-Server/u);
  const [refused] = scene.of("refused registration");
  assert.equal(refused?.cause, "bootstrap request");
  assert.match(refused.remedy, /Server object/u);
});

test("other paths and methods are turned down", async () => {
  const client = new Scene().client();
  assert.match(await client.ask({ code: 2, path: ["nowhere"] }), /^4\.04/u);
  assert.match(await client.ask({ code: 3, path: ["rd"] }), /^4\.05/u);
  assert.match(await client.ask({ code: 1, path: [".well-known", "core"] }), /^2\.05 <\/rd>/u);
});
